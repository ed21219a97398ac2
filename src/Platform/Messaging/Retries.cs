using Cartwright.Platform.Data;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Messaging;

/// <summary>Decides when events that failed are attempted again, with exponential back-off and jitter, and when they become dead letters.</summary>
internal sealed class Retries(IOptions<MessagingOptions> options, Subscriptions subscriptions, TimeProvider time)
{
    readonly WakeSignal _wake = new();

    /// <summary>Completes at the next <see cref="Wake"/>.</summary>
    public Task Woken => _wake.Next;

    /// <summary>Wakes the worker: an event waits.</summary>
    public void Wake() => _wake.Send();

    /// <summary>Adds events that failed, or that have to wait for an earlier one of their aggregate.</summary>
    public Task AddAsync(UnitOfWork work, IReadOnlyList<Envelope> events, string error, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return RetryStore.AddAsync(
            work,
            [.. events.Select(e => (e, subscriptions[e.Name].Type.Publisher, now + options.Value.PolicyOf(e.Name).Backoff.First))],
            error,
            cancellationToken);
    }

    /// <summary>The next event that is due, locked until the transaction ends; null when none is due.</summary>
    public Task<DueEvent?> GetDueAsync(UnitOfWork work, CancellationToken cancellationToken) => RetryStore.GetDueAsync(work, time.GetUtcNow(), cancellationToken);

    /// <summary>Saves that an event failed once more.</summary>
    /// <returns>Whether it is a dead letter now.</returns>
    public async Task<bool> FailAsync(Database database, DueEvent due, Exception error, CancellationToken cancellationToken)
    {
        var attempts = due.Attempts + 1;
        var policy = options.Value.PolicyOf(due.Envelope.Name);
        if (attempts >= policy.AttemptsMax)
        {
            await RetryStore.MoveToDeadLettersAsync(database, due, attempts, error, cancellationToken);
            return true;
        }

        var nextAt = time.GetUtcNow() + policy.Backoff.After(attempts + 1, Random.Shared.NextDouble());
        await RetryStore.PostponeAsync(database, due, attempts, error.Message, nextAt, cancellationToken);
        return false;
    }
}
