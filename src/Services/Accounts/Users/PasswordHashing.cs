using System.Net;
using System.Threading.RateLimiting;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>
/// Hashes passwords (PBKDF2 with SHA-512). A hash takes tens of milliseconds of a processor on purpose, so one per processor runs at a time,
/// each on a thread of its own: a burst of logins waits in a queue and does not delay other requests. Each address has a queue of its own:
/// at most one of its hashes per processor is running or next. A user at another address waits for these few only, however long the queue is.
/// </summary>
internal sealed class PasswordHashing : IAsyncDisposable
{
    readonly PasswordHasher<string> _hasher;
    readonly ConcurrencyLimiter _everybody;
    readonly PartitionedRateLimiter<IPAddress> _shares;
    readonly ConcurrencyLimiter _processors;

    public PasswordHashing(IOptions<AccountsOptions> options)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.HashIterations }));
        var processors = Environment.ProcessorCount;
        _everybody = new(Limit(processors + options.Value.HashQueueMax, queued: 0));
        _shares = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.GetConcurrencyLimiter(address, _ => Limit(processors, options.Value.HashQueuePerAddress)));
        _processors = new(Limit(processors, options.Value.HashQueueMax));
    }

    /// <summary>The salted hash of a password.</summary>
    /// <exception cref="OverloadedException">The queue, or the queue of the address, is full.</exception>
    public Task<string> HashAsync(string password, IPAddress client, CancellationToken cancellationToken) =>
        RunAsync(() => Hash(password), client, cancellationToken);

    /// <summary>Compares a password with a hash. Without a hash it takes as long and does not match.</summary>
    /// <exception cref="OverloadedException">The queue, or the queue of the address, is full.</exception>
    public Task<PasswordCheck> CheckAsync(string? hash, string password, IPAddress client, CancellationToken cancellationToken) =>
        RunAsync(() => Check(hash, password), client, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _everybody.DisposeAsync();
        await _shares.DisposeAsync();
        await _processors.DisposeAsync();
    }

    static ConcurrencyLimiterOptions Limit(int permits, int queued) =>
        new() { PermitLimit = permits, QueueLimit = queued, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    string Hash(string password) => _hasher.HashPassword("", PasswordText.Normalize(password));

    PasswordCheck Check(string? hash, string password)
    {
        var normalized = PasswordText.Normalize(password);
        var result = Verify(hash, normalized);
        if (result is PasswordVerificationResult.Failed && normalized != password
            && Verify(hash, password) is not PasswordVerificationResult.Failed)
        {
            // Earlier versions hashed passwords as they were typed.
            result = PasswordVerificationResult.SuccessRehashNeeded;
        }

        return result switch
        {
            PasswordVerificationResult.Success => new(true, null),
            PasswordVerificationResult.SuccessRehashNeeded => new(true, Hash(password)),
            _ => PasswordCheck.NoMatch,
        };
    }

    PasswordVerificationResult Verify(string? hash, string password)
    {
        if (hash is null)
        {
            _hasher.HashPassword("", password);
            return PasswordVerificationResult.Failed;
        }

        return _hasher.VerifyHashedPassword("", hash, password);
    }

    async Task<T> RunAsync<T>(Func<T> work, IPAddress client, CancellationToken cancellationToken)
    {
        using var place = Admitted(_everybody.AttemptAcquire());
        using var share = Admitted(await _shares.AcquireAsync(client, 1, cancellationToken));
        using var processor = Admitted(await _processors.AcquireAsync(1, cancellationToken));
        return await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    static RateLimitLease Admitted(RateLimitLease lease)
    {
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw new OverloadedException();
    }
}
