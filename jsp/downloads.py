"""An answer that is kept as a file on the disk of who asked for it."""

from werkzeug.wrappers import Response

KINDS = {
    "csv": "text/csv",
    "qdc": "application/xml",
    "qdpx": "application/zip",
    "toml": "application/toml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def as_file(data: bytes | str, name: str) -> Response:
    """The file under that name; the end of the name says of which kind it is."""
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype=KINDS[name.rpartition(".")[2]], headers=head)
