"""Every command in plain words, for sentences."""

from __future__ import annotations

from app.domain import commands as c
from app.domain.commands import Command

ACTIONS: dict[type[Command], str] = {
    c.AddPeople: "add people",
    c.AddStaff: "add instructors and admins",
    c.EditPeople: "edit people",
    c.ChangeEmail: "change an e-mail address",
    c.ChangeRole: "change a role",
    c.DeletePeople: "delete people",
    c.EditProfile: "edit an instructor's profile",
    c.CreateCourse: "create a course",
    c.EditCourse: "edit this course",
    c.EditCourseSettings: "edit the settings of this course",
    c.PublishCourse: "publish this course",
    c.UnpublishCourse: "unpublish this course",
    c.ArchiveCourse: "archive this course",
    c.DeleteCourse: "delete this course",
    c.AddModule: "add a module to this course",
    c.EditModule: "edit a module of this course",
    c.MoveModule: "move a module of this course",
    c.DeleteModule: "delete a module of this course",
    c.AddLesson: "add a lesson to this course",
    c.EditLesson: "edit a lesson of this course",
    c.MoveLesson: "move a lesson of this course",
    c.DeleteLesson: "delete a lesson of this course",
    c.AttachMaterial: "attach a file to this course",
    c.EditMaterial: "edit a file of this course",
    c.RemoveMaterial: "remove a file of this course",
    c.PublishAnnouncement: "announce something in this course",
    c.EditAnnouncement: "edit an announcement of this course",
    c.DeleteAnnouncement: "take down an announcement of this course",
    c.EnrollStudents: "enroll students",
    c.ImportEnrollments: "import enrollments",
    c.ChangeEnrollmentStatus: "change the status of enrollments",
    c.RecordProgress: "record progress",
    c.IssueCertificates: "issue certificates of this course",
    c.RevokeCertificate: "revoke a certificate of this course",
    c.ReissueCertificate: "reissue a certificate of this course",
    c.RefreshTotals: "refresh counted totals, which only the program does",
    c.MarkNotificationsRead: "mark notifications as read",
    c.Revert: "undo",
}
"""What follows "Your role does not allow this:"."""
