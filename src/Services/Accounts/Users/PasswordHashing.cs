using System.Threading.RateLimiting;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>What came out of comparing a password with a hash.</summary>
/// <param name="IsRight">The password is the one.</param>
/// <param name="NewHash">A hash to store instead, when the old one was made with fewer rounds than today's.</param>
internal sealed record PasswordCheck(bool IsRight, string? NewHash)
{
    public static PasswordCheck Wrong { get; } = new(false, null);
}

/// <summary>
/// Hashes passwords (PBKDF2 with SHA-512). That takes tens of milliseconds of a processor on purpose, so only as many run at once as
/// there are processors, on threads of their own: a storm of logins waits in line while all else goes on.
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
    /// <exception cref="OverloadedException">Too many others are waiting.</exception>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => _hasher.HashPassword("", password), cancellationToken);

    /// <summary>Compares a password with a hash. Without a hash it takes as long and is wrong.</summary>
    /// <exception cref="OverloadedException">Too many others are waiting.</exception>
    public Task<PasswordCheck> CheckAsync(string? hash, string password, CancellationToken cancellationToken) =>
        RunAsync(() => Check(hash, password), cancellationToken);

    public ValueTask DisposeAsync() => _processors.DisposeAsync();

    PasswordCheck Check(string? hash, string password)
    {
        if (hash is null)
        {
            _hasher.HashPassword("", password);
            return PasswordCheck.Wrong;
        }

        return _hasher.VerifyHashedPassword("", hash, password) switch
        {
            PasswordVerificationResult.Success => new(true, null),
            PasswordVerificationResult.SuccessRehashNeeded => new(true, _hasher.HashPassword("", password)),
            _ => PasswordCheck.Wrong,
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
