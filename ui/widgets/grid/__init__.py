"""The one table component; docs/grid.md says how a page uses it."""

from ui.widgets.grid.spec import Editor, GridAction, GridSpec, Selection, StagedEdit, View

__all__ = ["Editor", "GridAction", "GridSpec", "Selection", "StagedEdit", "View"]
