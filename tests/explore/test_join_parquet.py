"""Parts of a Parquet file are joined byte by byte; what reads Parquet must not notice."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from designgen.explore.join_parquet import Damaged, join_parquet
from designgen.explore.thrift import Reader, struct_bytes


def table(start: int, rows: int) -> pa.Table:
    numbers = range(start, start + rows)
    return pa.table(
        {
            "row": pa.array(numbers, pa.int64()),
            "word": pa.array(["even", "odd", None] * (rows // 3) + ["last"] * (rows % 3)).dictionary_encode(),
            "set": pa.array([["a", "b"][: number % 3] for number in numbers], pa.list_(pa.string())),
            "size": pa.array([number / 7 if number % 5 else None for number in numbers], pa.float64()),
        }
    )


def parts(folder: Path, **options: object) -> list[Path]:
    """Three files, the second with two row groups."""
    found = []
    for number, rows in enumerate((300, 500, 1)):
        found.append(folder / f"{number}.parquet")
        pq.write_table(table(number * 1000, rows), found[-1], row_group_size=300, **options)
    return found


def footer(path: Path) -> bytes:
    content = path.read_bytes()
    return content[-8 - int.from_bytes(content[-8:-4], "little") : -8]


@pytest.mark.parametrize("options", [{}, {"write_page_index": True, "compression": "zstd"}, {"use_dictionary": False}])
def test_the_joined_file_holds_the_rows_of_its_parts(tmp_path: Path, options: dict[str, object]) -> None:
    files = parts(tmp_path, **options)
    with (tmp_path / "whole.parquet").open("wb") as out:
        join_parquet(files, out)
    whole = pq.read_table(tmp_path / "whole.parquet")
    assert whole.equals(pa.concat_tables([pq.read_table(file) for file in files]))
    assert pq.ParquetFile(tmp_path / "whole.parquet").metadata.num_row_groups == 4
    sums = "count(*), sum(row), min(size), max(size), count(size), sum(len(set)), count(word)"
    asked = f"select {sums} from '{tmp_path}/whole.parquet' where row >= 1000"
    halves = asked.replace("whole", "[12]")
    assert duckdb.connect().execute(asked).fetchall() == duckdb.connect().execute(halves).fetchall()


def test_a_footer_that_is_read_and_written_is_the_same(tmp_path: Path) -> None:
    for file in parts(tmp_path):
        assert struct_bytes(Reader(footer(file)).struct()) == footer(file)


def test_a_part_that_was_cut_short_or_has_other_columns_is_told(tmp_path: Path) -> None:
    first, second, third = parts(tmp_path)
    second.write_bytes(second.read_bytes()[:-5])
    pq.write_table(table(0, 3).drop_columns(["size"]), third)
    for wrong, said in ((second, "is no Parquet file"), (third, "other columns")):
        with (tmp_path / "whole.parquet").open("wb") as out, pytest.raises(Damaged, match=said):
            join_parquet([first, wrong], out)
