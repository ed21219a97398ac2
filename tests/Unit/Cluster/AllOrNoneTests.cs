using Cartwright.Cluster;

namespace Cartwright.Unit.Cluster;

public sealed class AllOrNoneTests
{
    [Fact]
    public async Task When_one_fails_the_others_are_called_off_and_its_failure_is_told()
    {
        var calledOff = false;

        var failure = await Assert.ThrowsAsync<IOException>(() => AllOrNone.StartAsync([WaitAsync, _ => Task.FromException(new IOException("no room"))], CancellationToken.None));

        Assert.Equal("no room", failure.Message);
        Assert.True(calledOff);

        async Task WaitAsync(CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource();
            await never.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            calledOff = cancellationToken.IsCancellationRequested;
        }
    }

    [Fact]
    public async Task It_is_done_when_all_are()
    {
        var first = new TaskCompletionSource();
        var start = AllOrNone.StartAsync([_ => first.Task, _ => Task.CompletedTask], CancellationToken.None);
        Assert.False(start.IsCompleted);

        first.SetResult();

        await start;
    }
}
