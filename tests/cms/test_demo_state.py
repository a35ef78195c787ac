"""A start skips what did not change, and nothing else."""

from cms.demo.state import State, content_hash


def test_a_changed_added_or_renamed_file_changes_the_fingerprint(tmp_path):
    (tmp_path / "a.css").write_text("one")
    seen = {content_hash([tmp_path])}
    (tmp_path / "a.css").write_text("two")
    seen.add(content_hash([tmp_path]))
    (tmp_path / "b.css").write_text("")
    seen.add(content_hash([tmp_path]))
    (tmp_path / "b.css").rename(tmp_path / "c.css")
    seen.add(content_hash([tmp_path]))
    assert len(seen) == 4


def test_ignored_files_do_not_count(tmp_path):
    (tmp_path / "a.py").write_text("one")
    before = content_hash([tmp_path])
    (tmp_path / "a.pyc").write_bytes(b"compiled")
    assert content_hash([tmp_path]) == before


def test_what_was_done_is_remembered_until_it_is_forgotten(tmp_path):
    path = tmp_path / "state.json"
    State(path).keep("static", "abc")
    assert State(path).is_done("static", "abc")
    assert not State(path).is_done("static", "abd")
    assert not State(path).is_done("content", "abc")
    State(path).forget()
    assert not State(path).is_done("static", "abc")


def test_an_unreadable_state_means_that_everything_is_done_again(tmp_path):
    path = tmp_path / "state.json"
    path.write_text("{")
    assert not State(path).is_done("static", "abc")
