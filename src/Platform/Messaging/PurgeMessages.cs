using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Deletes the ids of events that were handled long ago and dead letters that nobody retried, and erases the data of erased users from events that failed after
/// the erasure.
/// </summary>
internal sealed class PurgeMessages(
    Database database, InboxStore inbox, DeadLetterStore deadLetters, IOptions<MessagingOptions> options, TimeProvider time, ILogger<PurgeMessages> logger)
    : IPeriodicWork
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    static readonly TimeSpan InboxRetention = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await inbox.PurgeAsync(now - InboxRetention, cancellationToken);
        var expired = await deadLetters.PurgeAsync(now - options.Value.DeadLetterRetention, cancellationToken);
        if (expired > 0)
        {
            logger.DeadLettersExpired(expired);
        }

        await using var work = await database.BeginAsync(cancellationToken);
        await PersonalData.EraseFromFailedAsync(work, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
