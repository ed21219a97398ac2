using System.Collections.Concurrent;
using Cartwright.Platform.Data;
using Cartwright.Platform.Observability;

namespace Cartwright.Unit.Platform;

public sealed class RequestBatcherTests : IAsyncDisposable
{
    const int Opening = -1;
    const int Bad = 13;

    readonly ServiceMeters _meters = new("test");
    readonly TaskCompletionSource _begun = new();
    readonly TaskCompletionSource _open = new();
    readonly ConcurrentQueue<IReadOnlyList<int>> _calls = [];
    readonly RequestBatcher<int, int> _batcher;
    Func<IReadOnlyList<int>, IReadOnlyList<int>> _work = items => [.. items.Select(item => item * 2)];

    public RequestBatcherTests() => _batcher = new("double", new WorkMeter("test", _meters), WorkAsync, batchMax: 128, workers: 1);

    public async ValueTask DisposeAsync()
    {
        await _batcher.DisposeAsync();
        _meters.Dispose();
    }

    [Fact]
    public async Task Requests_that_wait_share_a_call()
    {
        var answers = await Task.WhenAll(await TogetherAsync(Enumerable.Range(0, 100)));

        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * 2), answers);
        Assert.Equal(100, Assert.Single(_calls).Count);
    }

    [Fact]
    public async Task Who_made_the_call_fail_gets_the_error_and_nobody_else_at_the_cost_of_few_calls()
    {
        _work = items => items.Contains(Bad) ? throw new FormatException("bad") : [.. items.Select(item => item * 2)];

        var answers = await TogetherAsync(Enumerable.Range(0, 128));

        await Assert.ThrowsAsync<FormatException>(() => answers[Bad]);
        Assert.Equal(Enumerable.Range(0, 128).Where(i => i != Bad).Select(i => i * 2), await Task.WhenAll(answers.Where((_, i) => i != Bad)));
        // The whole, and two halves of each of its seven levels.
        Assert.Equal(15, _calls.Count);
    }

    [Fact]
    public async Task When_nothing_answers_all_learn_it_from_one_call()
    {
        _work = _ => throw new TimeoutException();

        foreach (var answer in await TogetherAsync(Enumerable.Range(0, 100)))
        {
            await Assert.ThrowsAsync<TimeoutException>(() => answer);
        }

        Assert.Single(_calls);
    }

    [Fact]
    public async Task Who_has_gone_is_left_out_of_the_calls_that_follow_a_failed_one()
    {
        using var gone = new CancellationTokenSource();
        _work = items =>
        {
            gone.Cancel();
            return items.Count > 1 ? throw new FormatException("bad") : [.. items.Select(item => item * 2)];
        };

        var answers = await TogetherAsync([1, 2, 3], item => item == 2 ? gone.Token : default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answers[1]);
        Assert.Equal((2, 6), (await answers[0], await answers[2]));
        Assert.Single(_calls, call => call.Contains(2));
    }

    [Fact]
    public async Task A_call_that_returns_too_few_results_fails_its_callers_and_not_the_next()
    {
        _work = items => [.. items.Skip(1)];
        foreach (var answer in await TogetherAsync([1, 2, 3]))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => answer);
        }

        _work = items => items;
        Assert.Equal(4, await _batcher.RunAsync(4, TestContext.Current.CancellationToken));
    }

    // A first call keeps the only worker until all others wait.
    async Task<IReadOnlyList<Task<int>>> TogetherAsync(IEnumerable<int> items, Func<int, CancellationToken>? cancelled = null)
    {
        var opening = _batcher.RunAsync(Opening, default);
        await _begun.Task;
        IReadOnlyList<Task<int>> answers = [.. items.Select(item => _batcher.RunAsync(item, cancelled?.Invoke(item) ?? default))];
        _open.SetResult();
        await opening;
        return answers;
    }

    async Task<IReadOnlyList<int>> WorkAsync(IReadOnlyList<int> items, CancellationToken cancellationToken)
    {
        if (items is [Opening])
        {
            _begun.SetResult();
            await _open.Task.WaitAsync(cancellationToken);
            return [0];
        }

        _calls.Enqueue(items);
        return _work(items);
    }
}
