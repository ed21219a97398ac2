using Cartwright.Accounts;

namespace Cartwright.Unit.Accounts;

public sealed class LockOutTests
{
    const int FailuresMax = 8;
    static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Seven_wrong_passwords_do_not_lock() =>
        Assert.Null(After(7, TimeSpan.FromSeconds(1)).Remaining(Start + TimeSpan.FromSeconds(7)));

    [Fact]
    public void The_eighth_wrong_password_locks_for_the_window()
    {
        var state = After(8, TimeSpan.Zero);

        Assert.Equal(Window, state.Remaining(Start));
        Assert.Equal(TimeSpan.FromSeconds(1), state.Remaining(Start + Window - TimeSpan.FromSeconds(1)));
        Assert.Null(state.Remaining(Start + Window));
    }

    [Fact]
    public void Failures_that_are_far_apart_never_lock() =>
        Assert.Null(After(100, TimeSpan.FromMinutes(3)).LockedUntil);

    [Fact]
    public void A_failure_while_locked_does_not_prolong_the_lock()
    {
        var locked = After(8, TimeSpan.Zero);

        Assert.Equal(locked, Fail(locked, Start + TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void After_the_lock_counting_starts_anew()
    {
        var later = Start + Window;

        Assert.Equal(new LockOut(1, later, null), Fail(After(8, TimeSpan.Zero), later));
    }

    static LockOut After(int failures, TimeSpan apart) =>
        Enumerable.Range(0, failures).Aggregate(new LockOut(0, Start, null), (state, i) => Fail(state, Start + (i * apart)));

    static LockOut Fail(LockOut state, DateTimeOffset now) => state.AfterFailure(now, FailuresMax, Window);
}
