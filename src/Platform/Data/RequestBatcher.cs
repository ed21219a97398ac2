using System.Diagnostics;
using System.Threading.Channels;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Data;

/// <summary>
/// Batches requests (group commit): requests that arrive while earlier ones are executed share the next call.
/// An idle batcher adds no delay. When the call of a batch fails, its items are executed one by one, so that each caller gets its own error.
/// </summary>
/// <typeparam name="TItem">The request of a caller.</typeparam>
/// <typeparam name="TResult">The result of a caller.</typeparam>
public sealed class RequestBatcher<TItem, TResult> : IAsyncDisposable
{
    readonly Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> _work;
    readonly Channel<Waiting> _queue;
    readonly CancellationTokenSource _stop = new();
    readonly Task[] _workers;
    readonly string _name;
    readonly WorkMeter _meter;
    readonly int _batchMax;

    sealed record Waiting(TItem Item, Activity? Span, CancellationToken Cancelled)
    {
        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Starts the batcher.</summary>
    /// <param name="name">The name of the requests in metrics and traces.</param>
    /// <param name="meter">Measures how many items share a call.</param>
    /// <param name="work">Executes many items and returns one result per item, in their order.</param>
    /// <param name="batchMax">The most items of one call.</param>
    /// <param name="workers">How many calls may run at once.</param>
    /// <param name="capacity">How many items may wait; another one is refused.</param>
    public RequestBatcher(
        string name, WorkMeter meter, Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> work,
        int batchMax = 64, int workers = 4, int capacity = 4096)
    {
        _name = name;
        _meter = meter;
        _work = work;
        _batchMax = batchMax;
        _queue = Channel.CreateBounded<Waiting>(capacity);
        // The first request creates the batcher; the workers must not continue its trace.
        using (ExecutionContext.SuppressFlow())
        {
            _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync))];
        }
    }

    /// <summary>Adds an item and waits for its result.</summary>
    /// <exception cref="OverloadedException">Too many items are waiting.</exception>
    public async Task<TResult> RunAsync(TItem item, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(item, Activity.Current, cancellationToken);
        if (!_queue.Writer.TryWrite(waiting))
        {
            throw new OverloadedException();
        }

        return await waiting.Result.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Executes the items that wait, for at most 10 seconds, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _stop.CancelAfter(TimeSpan.FromSeconds(10));
        await Task.WhenAll(_workers);
        _stop.Dispose();
    }

    async Task WorkAsync()
    {
        var batch = new List<Waiting>(_batchMax);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < _batchMax && _queue.Reader.TryRead(out var waiting))
            {
                if (!waiting.Cancelled.IsCancellationRequested)
                {
                    batch.Add(waiting);
                }
            }

            if (batch.Count > 0 && !await TryAsync(batch) && batch.Count > 1)
            {
                foreach (var single in batch)
                {
                    await TryAsync([single]);
                }
            }
        }
    }

    async Task<bool> TryAsync(List<Waiting> batch)
    {
        _meter.Joined(_name, batch.Count);
        // The call of one item belongs to its trace; the call of several has a trace of its own with links to theirs.
        Activity.Current = batch.Count == 1 ? batch[0].Span : null;
        using var span = batch.Count == 1 ? null : Tracing.Together(_name, batch.Select(w => w.Span), _meter.Service);
        try
        {
            var results = await _work([.. batch.Select(w => w.Item)], _stop.Token);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Result.SetResult(results[i]);
            }

            return true;
        }
#pragma warning disable CA1031 // The caller gets the exception.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (batch.Count == 1)
            {
                batch[0].Result.SetException(error);
            }

            return false;
        }
    }
}
