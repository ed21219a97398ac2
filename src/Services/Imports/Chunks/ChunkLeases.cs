using System.Collections.Concurrent;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>The chunks that this instance owns: one heartbeat renews all their leases, and the work on a lost one is cancelled.</summary>
internal sealed class ChunkLeases(ChunkStore store, IOptions<ImportsOptions> options) : IPeriodicWork
{
    readonly ConcurrentDictionary<ChunkName, Lease> _leases = new();

    /// <summary>The time between two heartbeats: a lease outlasts two lost ones.</summary>
    public static TimeSpan Interval(TimeSpan lease) => lease / 3;

    /// <summary>Renews the lease of a chunk until the result is disposed.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Ends the work on it.</param>
    public Lease Track(Chunk chunk, CancellationToken cancellationToken) => _leases[new(chunk.ImportId, chunk.Number)] = new(this, chunk, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var leases = _leases.ToArray();
        if (leases.Length == 0)
        {
            return;
        }

        var renewed = await store.RenewAsync([.. leases.Select(l => l.Value.Chunk)], options.Value.Lease, cancellationToken);
        foreach (var (name, lease) in leases)
        {
            // Cancelling a lease that ended meanwhile does nothing.
            if (!renewed.Contains(name))
            {
                lease.Cancel();
            }
        }
    }

    /// <summary>A chunk that this instance owns.</summary>
    internal sealed class Lease : IDisposable
    {
        readonly ChunkLeases _all;
        readonly CancellationTokenSource _end;
        bool _ended;

        public Lease(ChunkLeases all, Chunk chunk, CancellationToken cancellationToken)
        {
            _all = all;
            Chunk = chunk;
            _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Lost = _end.Token;
        }

        /// <summary>The chunk.</summary>
        public Chunk Chunk { get; }

        /// <summary>Cancelled when the chunk is lost or the work on it must end.</summary>
        public CancellationToken Lost { get; }

        /// <summary>Another instance owns the chunk.</summary>
        public void Cancel()
        {
            lock (_end)
            {
                if (!_ended)
                {
                    _end.Cancel();
                }
            }
        }

        public void Dispose()
        {
            _all._leases.TryRemove(new(new(Chunk.ImportId, Chunk.Number), this));
            lock (_end)
            {
                _ended = true;
            }

            _end.Dispose();
        }
    }
}
