"""The one table component; docs/grid.md says how a page uses it."""

from ui.models.staged import StagedEdit
from ui.widgets.grid.grid import Grid
from ui.widgets.grid.spec import Editor, GridAction, GridSpec, Selection, View

__all__ = ["Editor", "Grid", "GridAction", "GridSpec", "Selection", "StagedEdit", "View"]
