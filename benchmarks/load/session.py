"""One reader: a session with the server of the dashboard, without a browser."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

#: Streamlit stops a script that a rerun makes needless and says so; the next one is waited for.
_ENDED_EARLY = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
_SUCCESS = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY


@dataclass(slots=True)
class Session:
    """A reader of the page.

    Attributes:
        faults: Errors that the page showed, and runs that ended badly.
        elements: Elements that came in, all runs together.
        bytes: What came in.
        texts: Lines of plain text of the page, as it is now.
    """

    connection: ClientConnection
    faults: list[str] = field(default_factory=list)
    elements: int = 0
    bytes: int = 0
    texts: list[str] = field(default_factory=list)
    _countries: tuple[str, list[str]] = ("", [])

    @classmethod
    async def open(cls, port: int) -> Session:
        """Connect as a browser does."""
        base = f"127.0.0.1:{port}"
        connection = await connect(
            f"ws://{base}/_stcore/stream",
            origin=f"http://{base}",  # type: ignore[arg-type]  # a plain string to them
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=60,
            ping_interval=None,
        )
        return cls(connection)

    @property
    def countries(self) -> list[str]:
        """What the filter offers."""
        return self._countries[1]

    async def load(self) -> float:
        """Open the overview; returns the seconds until it is whole."""
        return await self._run({})

    async def choose(self, countries: list[str]) -> float:
        """Choose countries in the filter; returns the seconds until the page is whole."""
        return await self._run({self._countries[0]: countries})

    async def _run(self, chosen: dict[str, list[str]]) -> float:
        message: Any = BackMsg()
        message.rerun_script.query_string = ""
        for name, values in chosen.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = name
            state.string_array_value.data.extend(values)
        self.texts.clear()
        began = time.perf_counter()
        await self.connection.send(message.SerializeToString())
        while True:
            raw = await self.connection.recv()
            self.bytes += len(raw)
            told: Any = ForwardMsg()
            told.ParseFromString(raw)
            if self._took(told):
                return time.perf_counter() - began

    def _took(self, told: Any) -> bool:
        """Take a message in; returns whether the page is whole."""
        match told.WhichOneof("type"):
            case "delta":
                self._element(told.delta.new_element)
            case "script_finished" if told.script_finished != _ENDED_EARLY:
                if told.script_finished != _SUCCESS:
                    self.faults.append(f"status {told.script_finished}")
                return True
        return False

    def _element(self, element: Any) -> None:
        self.elements += 1
        if element.HasField("exception"):
            self.faults.append(element.exception.type or "exception")
        if element.HasField("text"):
            self.texts.append(element.text.body)
        if element.HasField("multiselect") and element.multiselect.id.endswith("-country"):
            self._countries = (element.multiselect.id, list(element.multiselect.options))
