"""One window a workspace: a second start hands its wishes to the first and ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 1000


def server_name(folder: Path) -> str:
    """The name under which a folder's window listens."""
    return f"smartcourse-{sha256(str(folder.absolute()).encode()).hexdigest()[:20]}"


def hand_over(folder: Path, wishes: dict[str, Any]) -> bool:
    """Give the wishes to the window that has the folder open; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(folder))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps(wishes).encode() + b"\n")
    socket.waitForBytesWritten(PATIENCE_MS)
    # The answer may have come while the question was still being sent.
    answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(PATIENCE_MS)
    socket.disconnectFromServer()
    return answered


class Doorbell(QObject):
    """Listens for second starts; `rung` gets what they wish for, on the GUI thread."""

    def __init__(self, rung: Callable[[dict[str, Any]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._rung = rung
        self._server: QLocalServer | None = None

    def listen(self, folder: Path | None) -> None:
        """Listen for starts on this folder, and on no other any more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if folder is None:
            return
        name = server_name(folder)
        # What a killed window left behind; whoever lives has the workspace's lock.
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    @Slot()
    def _answer(self) -> None:
        server = self._server
        socket = server.nextPendingConnection() if server is not None else None
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)

        def read() -> None:
            if not socket.canReadLine():
                return
            line = bytes(socket.readLine().data())
            socket.write(b"ok\n")
            socket.flush()
            try:
                wishes = json.loads(line)
            except ValueError:
                return
            if isinstance(wishes, dict):
                self._rung(wishes)

        socket.readyRead.connect(read)
        read()
