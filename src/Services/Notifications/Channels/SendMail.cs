using System.Collections.Concurrent;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>
/// Sends the mails that are due, as soon as the address of their user is known. A mail is claimed under a lease before it is sent, so that no two
/// instances send it; whoever dies between sending and noting that leaves it to be sent again when the lease ends: at least once, never twice on purpose.
/// </summary>
internal sealed class SendMail(Database database, SmtpMailer mailer, IOptions<SmtpOptions> options, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 32;
    static readonly TimeSpan LeaseMargin = TimeSpan.FromMinutes(1);
    static readonly TimeSpan AddressWaitMax = TimeSpan.FromDays(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await GiveUpAsync(cancellationToken);
        IReadOnlyList<DueMail> due;
        do
        {
            due = await ClaimAsync(cancellationToken);
            await SendAsync(due, cancellationToken);
        }
        while (due.Count == BatchMax && !cancellationToken.IsCancellationRequested);
    }

    // The lease outlasts the slowest batch there can be.
    TimeSpan Lease => (options.Value.Deadline * Math.Ceiling((double)BatchMax / options.Value.ConcurrencyMax)) + LeaseMargin;

    Task<IReadOnlyList<DueMail>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.QueryAsync<DueMail>(
            """
            update notifications n set attempts = n.attempts + 1, next_at = @leaseUntil
            from (
                select d.id, c.email, c.name
                from notifications d
                join contacts c on c.user_id = d.user_id
                where d.status = 'pending' and d.next_at <= @now
                order by d.next_at
                limit @BatchMax
                for update of d skip locked) as due
            where n.id = due.id
            returning n.id, n.attempts, n.title, n.body, due.email, due.name
            """,
            new { now, leaseUntil = now + Lease, BatchMax },
            cancellationToken);
    }

    async Task SendAsync(IReadOnlyList<DueMail> due, CancellationToken cancellationToken)
    {
        var attempts = new ConcurrentBag<MailAttempt>();
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = options.Value.ConcurrencyMax, CancellationToken = CancellationToken.None };
        await Parallel.ForEachAsync(due, bounds, async (mail, _) =>
        {
            attempts.Add(cancellationToken.IsCancellationRequested ? MailAttempt.PutBack(mail, time.GetUtcNow()) : await mailer.SendAsync(mail));
        });
        await NoteAsync([.. attempts]);
    }

    // Not cancelled: what was sent must be noted, or it would be sent again.
    async Task NoteAsync(IReadOnlyList<MailAttempt> attempts)
    {
        if (attempts.Count > 0)
        {
            await database.ExecuteAsync(
                """
                update notifications n set status = a.status, next_at = a.next_at, error = a.error
                from unnest(@ids, @statuses, @times, @errors) as a (id, status, next_at, error)
                where n.id = a.id
                """,
                new
                {
                    ids = attempts.Select(a => a.Id).ToArray(),
                    statuses = attempts.Select(a => a.Status).ToArray(),
                    times = attempts.Select(a => a.NextAt.UtcDateTime).ToArray(),
                    errors = attempts.Select(a => a.Error).ToArray(),
                },
                CancellationToken.None);
        }
    }

    Task<int> GiveUpAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ExecuteAsync(
            """
            update notifications n set status = 'failed', error = 'No address was known in time.'
            where status = 'pending' and next_at < @before and not exists (select from contacts c where c.user_id = n.user_id)
            """,
            new { before = now - AddressWaitMax },
            cancellationToken);
    }
}
