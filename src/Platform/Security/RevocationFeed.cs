using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.Jobs;

namespace Cartwright.Platform.Security;

/// <summary>
/// Fetches the sessions that have ended from accounts, every two seconds. A call needs no broker, it shows at once whether something may be missing, and an
/// instance that starts or was cut off catches up by the same call.
/// </summary>
internal sealed class RevocationFeed(
    IHttpClientFactory clients, ServiceAddresses addresses, RevokedSessions revoked, TimeProvider time, ILogger<RevocationFeed> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    static readonly Backoff AfterFailure = new(Interval, TimeSpan.FromSeconds(10));

    // An end becomes visible with its commit, which may be later than the end of another session, and clocks differ.
    static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    // Services start beside each other, so the first calls fail, on a slow machine for many seconds.
    static readonly TimeSpan SilenceToReport = TimeSpan.FromSeconds(30);

    // After a start nothing may be missing.
    DateTimeOffset _after = time.GetUtcNow() - RevokedSessions.TokenLifeMax - Overlap;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (addresses.Of("accounts").Count == 0)
        {
            return;
        }

        var (failures, failingSince, isReported) = (0, 0L, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FetchAsync(stoppingToken);
                revoked.RemoveExpired();
                (failures, isReported) = (0, false);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                failingSince = failures++ == 0 ? time.GetTimestamp() : failingSince;
                if (!isReported && time.GetElapsedTime(failingSince) >= SilenceToReport)
                {
                    logger.EndedSessionsUnavailable(error.Message);
                    isReported = true;
                }
            }

            await Task.Delay(failures == 0 ? Interval : AfterFailure.After(failures, Random.Shared.NextDouble()), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task FetchAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient("accounts");
        var (after, afterId) = (_after, Guid.Empty);
        EndedSessionListResponse page;
        do
        {
            var path = FormattableString.Invariant($"{EndedSessionListResponse.Path}?after={after.UtcDateTime:O}&afterId={afterId}");
            page = (await client.GetFromJsonAsync(new Uri(path, UriKind.Relative), PlatformJson.Default.EndedSessionListResponse, cancellationToken))!;
            // A token may be used for a few seconds longer where clocks differ.
            revoked.Add(page.Items.Select(item => item.SessionId), TimeSpan.FromSeconds(page.TokenSeconds) + Overlap);
            if (page.Items is [.., var last])
            {
                (after, afterId) = (last.EndedAt, last.SessionId);
            }
        }
        while (page.Items.Count == EndedSessionListResponse.ItemsMax);

        _after = after - Overlap > _after ? after - Overlap : _after;
    }
}
