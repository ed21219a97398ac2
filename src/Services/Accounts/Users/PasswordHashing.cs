using System.Threading.RateLimiting;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>
/// Hashes passwords (PBKDF2 with SHA-512). A hash takes tens of milliseconds of a processor on purpose, so one per processor runs at a time,
/// each on a thread of its own: a burst of logins waits in a queue and does not delay other requests.
/// </summary>
internal sealed class PasswordHashing(IOptions<AccountsOptions> options) : IAsyncDisposable
{
    readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.HashIterations }));
    readonly ConcurrencyLimiter _processors = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = options.Value.HashQueueMax,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>The salted hash of a password.</summary>
    /// <exception cref="OverloadedException">The queue is full.</exception>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => _hasher.HashPassword("", password), cancellationToken);

    /// <summary>Compares a password with a hash. Without a hash it takes as long and does not match.</summary>
    /// <exception cref="OverloadedException">The queue is full.</exception>
    public Task<PasswordCheck> CheckAsync(string? hash, string password, CancellationToken cancellationToken) =>
        RunAsync(() => Check(hash, password), cancellationToken);

    public ValueTask DisposeAsync() => _processors.DisposeAsync();

    PasswordCheck Check(string? hash, string password)
    {
        if (hash is null)
        {
            _hasher.HashPassword("", password);
            return PasswordCheck.NoMatch;
        }

        return _hasher.VerifyHashedPassword("", hash, password) switch
        {
            PasswordVerificationResult.Success => new(true, null),
            PasswordVerificationResult.SuccessRehashNeeded => new(true, _hasher.HashPassword("", password)),
            _ => PasswordCheck.NoMatch,
        };
    }

    async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using var permit = await _processors.AcquireAsync(1, cancellationToken);
        if (!permit.IsAcquired)
        {
            throw new OverloadedException();
        }

        return await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
