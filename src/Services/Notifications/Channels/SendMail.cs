using System.Collections.Concurrent;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>
/// Sends the mails that are due, as soon as the address of their user is known. An instance claims a mail under a lease before it sends it, so that no two
/// instances send it. If an instance dies between sending and recording that, the mail is sent again when the lease ends: at least once.
/// </summary>
internal sealed class SendMail(Database database, SmtpMailer mailer, PasswordResetLinks links, IOptions<SmtpOptions> options, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 32;
    static readonly TimeSpan LeaseMargin = TimeSpan.FromMinutes(1);
    static readonly TimeSpan AddressWaitMax = TimeSpan.FromDays(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await FailWithoutAddressAsync(cancellationToken);
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
            returning n.id, n.attempts, n.title, n.body, due.email, due.name, n.reset_id, n.html, n.language
            """,
            new { now, leaseUntil = now + Lease, BatchMax },
            cancellationToken);
    }

    async Task SendAsync(IReadOnlyList<DueMail> due, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<DueMail>(due);
        var attempts = new ConcurrentBag<MailAttempt>();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(due.Count, options.Value.ConcurrencyMax)).Select(_ => SendAsync(waiting, attempts, cancellationToken)));
        await RecordAsync([.. attempts]);
    }

    async Task SendAsync(ConcurrentQueue<DueMail> waiting, ConcurrentBag<MailAttempt> attempts, CancellationToken cancellationToken)
    {
        await using var session = mailer.Open();
        while (waiting.TryDequeue(out var mail))
        {
            attempts.Add(cancellationToken.IsCancellationRequested
                ? MailAttempt.PutBack(mail, time.GetUtcNow())
                : links.Complete(mail) is { } complete ? await session.SendAsync(complete, cancellationToken)
                : FailWithoutLink(mail));
        }
    }

    MailAttempt FailWithoutLink(DueMail mail) =>
        MailAttempt.Failed(mail, "The address of the shop is not known. Set Shop:Url.", isFinal: true, time.GetUtcNow(), jitter: 0);

    // Not cancelled: a mail that was sent and not recorded would be sent again.
    async Task RecordAsync(IReadOnlyList<MailAttempt> attempts)
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

    Task<int> FailWithoutAddressAsync(CancellationToken cancellationToken)
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
