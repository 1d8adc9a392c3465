from __future__ import annotations

from broadsheet.group.linking import link


def graph(size: int, edges: dict[tuple[int, int], float]) -> list[dict[int, float]]:
    found: list[dict[int, float]] = [{} for _ in range(size)]
    for (a, b), weight in edges.items():
        found[a][b] = found[b][a] = weight
    return found


def test_a_chain_of_likenesses_does_not_hold_together():
    chain = graph(4, {(0, 1): 0.5, (1, 2): 0.4, (2, 3): 0.5})
    assert link(chain, threshold=0.19) == [[0, 1], [2, 3]]


def test_groups_merge_while_their_mean_likeness_reaches_the_threshold():
    square = graph(4, {(0, 1): 0.9, (2, 3): 0.8, (0, 2): 0.3, (1, 3): 0.3, (0, 3): 0.2})
    assert link(square, threshold=0.2) == [[0, 1, 2, 3]]
    assert link(square, threshold=0.21) == [[0, 1], [2, 3]]


def test_pairs_that_belong_together_do_whatever_their_likeness():
    assert link(graph(3, {}), threshold=0.2, together=[(0, 2), (2, 0)]) == [[0, 2], [1]]


def test_pairs_the_graph_was_never_asked_about_do_not_count_against_a_group():
    edges = {(a, b): 0.9 for a in range(4) for b in range(4) if a < b}
    edges |= {(a + 4, b + 4): 0.9 for a, b in edges}
    edges |= {(3, other): 0.6 for other in range(4, 8)}
    nearest_only = graph(8, edges)
    assert link(nearest_only, threshold=0.5) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert link(nearest_only, threshold=0.5, compared=1) == [list(range(8))]


def test_nothing_links_to_nothing():
    assert link([], threshold=0.2) == []
