"""The window around the screens: navigation, bars, palette, jobs."""
