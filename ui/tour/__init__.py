"""The tour: the real window driven through the whole main job, with pictures and a report."""
