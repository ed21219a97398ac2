using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Observability;
using Npgsql;

namespace Cartwright.Platform.Data;

/// <summary>
/// Batches requests (group commit): requests that arrive while earlier ones are executed share the next call.
/// An idle batcher adds no delay. When the call of a batch fails for a reason that one item may have caused, each half of it is executed by itself, and so on,
/// so that each caller gets its own error at the cost of a few more calls; an item may be executed again after a call that failed. When nothing answers,
/// all callers get the error at once.
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
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = new List<Waiting>(_batchMax);
            while (batch.Count < _batchMax && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await ExecuteAsync(batch);
        }
    }

    async Task ExecuteAsync(IEnumerable<Waiting> waiting)
    {
        List<Waiting> batch = [.. waiting.Where(w => !w.Cancelled.IsCancellationRequested)];
        if (batch.Count > 0 && !await TryAsync(batch))
        {
            await ExecuteAsync(batch[..(batch.Count / 2)]);
            await ExecuteAsync(batch[(batch.Count / 2)..]);
        }
    }

    /// <returns>Whether each caller has its answer.</returns>
    async Task<bool> TryAsync(List<Waiting> batch)
    {
        _meter.Joined(_name, batch.Count);
        // The call of one item belongs to its trace; the call of several has a trace of its own with links to theirs.
        Activity.Current = batch.Count == 1 ? batch[0].Span : null;
        using var span = batch.Count == 1 ? null : Tracing.Together(_name, batch.Select(w => w.Span), _meter.Service);
        try
        {
            var results = await _work([.. batch.Select(w => w.Item)], _stop.Token);
            if (results.Count != batch.Count)
            {
                throw new InvalidOperationException($"'{_name}' returned {results.Count} results for {batch.Count} items.");
            }

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
            if (batch.Count > 1 && !IsOutage(error))
            {
                return false;
            }

            batch.ForEach(w => w.Result.SetException(error));
            return true;
        }
    }

    // No item has caused it, and every further call would wait for the same.
    static bool IsOutage(Exception error) => error is TransientFailureException or OverloadedException or TimeoutException or OperationCanceledException
        or HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError }
        || (error is NpgsqlException && error is not PostgresException);
}
