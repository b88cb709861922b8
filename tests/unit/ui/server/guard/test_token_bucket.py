"""So many at once, and so many a second after that."""

from ui.server.guard.connections import Connections
from ui.server.guard.token_bucket import Buckets, Rate, TokenBucket


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def taken(bucket: TokenBucket, tries: int) -> int:
    return sum(bucket.take() for _ in range(tries))


def test_thirty_come_at_once_and_ten_a_second_after_that() -> None:
    clock = Clock()
    bucket = TokenBucket(Rate(30, 10), clock)
    assert taken(bucket, 500) == 30
    assert bucket.seconds_to_wait() == 0.1
    clock.now = 1.0
    assert taken(bucket, 500) == 10
    clock.now = 1000.0
    assert taken(bucket, 500) == 30


def test_each_account_has_a_bucket_and_the_one_used_longest_ago_is_forgotten() -> None:
    buckets = Buckets(Rate(1, 1), kept=2, clock=Clock())
    assert [buckets.of(name).take() for name in ("a", "a", "b", "a", "c", "b")] == [
        *(True, False, True, False, True, True),
    ]


def test_one_address_has_so_many_pages_open_and_another_has_its_own() -> None:
    connections = Connections(2, Rate(10, 1))
    with connections.one_of("a"), connections.one_of("a"):
        assert (connections.may_open("a"), connections.may_open("b")) == (False, True)
    assert connections.may_open("a")


def test_one_address_opens_pages_no_faster_than_it_may() -> None:
    connections = Connections(100, Rate(3, 0.001))
    assert [connections.may_open("a") for _ in range(5)] == [True, True, True, False, False]


def test_address_whose_page_was_closed_opens_none_for_half_a_minute() -> None:
    clock = Clock()
    connections = Connections(100, Rate(10, 1), clock)
    connections.bar("a")
    assert (connections.may_open("a"), connections.may_open("b")) == (False, True)
    clock.now = 31.0
    assert connections.may_open("a")
