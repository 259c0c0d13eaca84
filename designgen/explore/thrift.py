"""The compact protocol of Thrift, as far as the footer of a Parquet file needs it.

A struct is a dict of field number -> (type, value); a list is (type of its items, values). Nothing is known here of what
the fields mean. After the specification, https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
Struct = dict[int, tuple[int, Any]]
LONG_LIST, FAR = 15, 15
EIGHT = 8


class Reader:
    """Reads one value after another. Raises ValueError or IndexError for bytes that are no such thing."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def struct(self) -> Struct:
        fields: Struct = {}
        number = 0
        while (head := self._byte()) != 0:
            step, kind = head >> 4, head & 15
            number = number + step if step else self._zigzag()
            fields[number] = kind, self._value(kind)
        return fields

    def _value(self, kind: int) -> Any:
        if kind in (TRUE, FALSE):
            return kind == TRUE
        if kind == BYTE:
            return self._byte()
        if kind in (I16, I32, I64):
            return self._zigzag()
        if kind == DOUBLE:
            return self._take(EIGHT)
        if kind == BINARY:
            return self._take(self._varint())
        if kind in (LIST, SET):
            return self._list()
        if kind == STRUCT:
            return self.struct()
        raise ValueError(f"type {kind} of Thrift is not read here")

    def _list(self) -> tuple[int, list[Any]]:
        head = self._byte()
        count, kind = head >> 4, head & 15
        count = self._varint() if count == LONG_LIST else count
        item = self._byte if kind in (TRUE, FALSE) else lambda: self._value(kind)
        return kind, [item() for _ in range(count)]

    def _byte(self) -> int:
        self.at += 1
        return self.content[self.at - 1]

    def _take(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]

    def _varint(self) -> int:
        value = shift = 0
        while (part := self._byte()) & 128:
            value |= (part & 127) << shift
            shift += 7
        return value | part << shift

    def _zigzag(self) -> int:
        value = self._varint()
        return value >> 1 ^ -(value & 1)


def struct_bytes(fields: Struct) -> bytes:
    out = bytearray()
    _put_struct(out, fields)
    return bytes(out)


def _put_struct(out: bytearray, fields: Struct) -> None:
    before = 0
    for number, (kind, value) in sorted(fields.items()):
        if 0 < number - before <= FAR:
            out.append(number - before << 4 | kind)
        else:
            out.append(kind)
            _put_zigzag(out, number)
        before = number
        if kind not in (TRUE, FALSE):
            _put(out, kind, value)
    out.append(0)


def _put(out: bytearray, kind: int, value: Any) -> None:
    if kind in (TRUE, FALSE, BYTE):
        out.append(value)
    elif kind in (I16, I32, I64):
        _put_zigzag(out, value)
    elif kind == DOUBLE:
        out += value
    elif kind == BINARY:
        _put_varint(out, len(value))
        out += value
    elif kind in (LIST, SET):
        put_list(out, *value)
    else:
        _put_struct(out, value)


def put_list(out: bytearray, kind: int, values: list[Any]) -> None:
    list_head(out, kind, len(values))
    for value in values:
        _put(out, kind, value)


def list_head(out: bytearray, kind: int, count: int) -> None:
    """What stands before the items of a list."""
    if count < LONG_LIST:
        out.append(count << 4 | kind)
    else:
        out.append(LONG_LIST << 4 | kind)
        _put_varint(out, count)


def _put_zigzag(out: bytearray, value: int) -> None:
    _put_varint(out, value << 1 ^ value >> 63)


def _put_varint(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
