"""Who may do what: the one table (students do not act in the desktop)."""

from __future__ import annotations

from typing import Literal

from app.domain import commands as c
from app.domain.commands import Command

Rule = Literal["admin", "own_course", "own_profile", "anyone", "system"]
"""admin: admins only. own_course: admins, and the instructor of every course the command touches.
own_profile: admins, and the person themselves. anyone: every active instructor and admin.
system: the program itself (handlers, workflows)."""

RULES: dict[type[Command], Rule] = {
    c.AddPeople: "admin",
    c.AddStaff: "admin",
    c.EditPeople: "admin",
    c.ChangeEmail: "admin",
    c.ChangeRole: "admin",
    c.DeletePeople: "admin",
    c.EditProfile: "own_profile",
    c.CreateCourse: "own_course",
    c.EditCourse: "own_course",
    c.EditCourseSettings: "own_course",
    c.PublishCourse: "own_course",
    c.UnpublishCourse: "own_course",
    c.ArchiveCourse: "own_course",
    c.DeleteCourse: "own_course",
    c.AddModule: "own_course",
    c.EditModule: "own_course",
    c.MoveModule: "own_course",
    c.DeleteModule: "own_course",
    c.AddLesson: "own_course",
    c.EditLesson: "own_course",
    c.MoveLesson: "own_course",
    c.DeleteLesson: "own_course",
    c.AttachMaterial: "own_course",
    c.EditMaterial: "own_course",
    c.RemoveMaterial: "own_course",
    c.PublishAnnouncement: "own_course",
    c.EditAnnouncement: "own_course",
    c.DeleteAnnouncement: "own_course",
    c.EnrollStudents: "admin",
    c.ImportEnrollments: "admin",
    c.ChangeEnrollmentStatus: "admin",
    c.RecordProgress: "admin",
    c.IssueCertificates: "own_course",
    c.RevokeCertificate: "own_course",
    c.ReissueCertificate: "own_course",
    c.RefreshTotals: "system",
    c.MarkNotificationsRead: "anyone",
    c.Revert: "anyone",  # judged by the reverted command's own rule
}
"""Every command's rule; a system actor may do all."""
