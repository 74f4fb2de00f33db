"""The tour's chapters, one for each part of the main job."""
