"""What every error says of itself."""

import pytest

from broadsheet.errors import FetchError, ReadError, without_login


def test_an_error_tells_no_login() -> None:
    error = ReadError(
        "redirects to http://ida:secret@quay.example/a", what="https://ida:p%40ss@quay.example/rss"
    )
    assert str(error) == "https://quay.example/rss: redirects to http://quay.example/a"
    assert error.what == "https://quay.example/rss"


def test_a_remedy_tells_no_login_either() -> None:
    error = FetchError("is none", remedy="ask https://ida:secret@quay.example/rss")
    assert str(error) == "is none (ask https://quay.example/rss)"


def test_whose_mailbox_it_is_may_be_told() -> None:
    assert without_login("imaps://desk%40quay.example@imap.quay.example/A") == (
        "imaps://desk%40quay.example@imap.quay.example/A"
    )
    assert without_login("HTTPS://ida:p@quay.example") == "HTTPS://quay.example"


@pytest.mark.parametrize("secret", ["p@ss", "p" * 3000, "@", "a:b@c"])
def test_no_part_of_a_password_is_told_however_it_is_written(secret: str) -> None:
    error = FetchError("is none", what=f"https://ida:{secret}@quay.example/rss@b")
    assert error.what == "https://quay.example/rss@b"


def test_what_only_looks_like_a_login_stays() -> None:
    error = FetchError("is none", what="https://quay.example/@ida?to=a@b")
    assert str(error) == "https://quay.example/@ida?to=a@b: is none"
