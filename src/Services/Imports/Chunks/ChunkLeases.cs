using System.Collections.Concurrent;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>The chunks that this instance works on: gives signs of life for all of them at once, and calls off the work on those that are lost.</summary>
internal sealed class ChunkLeases(ChunkStore store, IOptions<ImportsOptions> options) : IPeriodicWork
{
    readonly ConcurrentDictionary<ChunkName, Hold> _held = new();

    /// <summary>How often signs of life are given: two may be lost without harm.</summary>
    public static TimeSpan Interval(TimeSpan lease) => lease / 3;

    /// <summary>Keeps a chunk that was taken, until disposed of.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Ends the work on it.</param>
    public Hold Keep(Chunk chunk, CancellationToken cancellationToken) => _held[new(chunk.ImportId, chunk.Number)] = new(this, chunk, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var held = _held.ToArray();
        if (held.Length == 0)
        {
            return;
        }

        var renewed = await store.RenewAsync([.. held.Select(h => h.Value.Chunk)], options.Value.Lease, cancellationToken);
        foreach (var (name, hold) in held)
        {
            // One that ended meanwhile is not lost; calling it off does nothing.
            if (!renewed.Contains(name))
            {
                hold.CallOff();
            }
        }
    }

    /// <summary>A chunk in these hands.</summary>
    internal sealed class Hold : IDisposable
    {
        readonly ChunkLeases _leases;
        readonly CancellationTokenSource _end;
        bool _ended;

        public Hold(ChunkLeases leases, Chunk chunk, CancellationToken cancellationToken)
        {
            _leases = leases;
            Chunk = chunk;
            _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Lost = _end.Token;
        }

        /// <summary>The chunk.</summary>
        public Chunk Chunk { get; }

        /// <summary>Cancelled when the chunk is lost or the work on it is to end.</summary>
        public CancellationToken Lost { get; }

        /// <summary>The chunk is somebody else's.</summary>
        public void CallOff()
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
            _leases._held.TryRemove(new(new(Chunk.ImportId, Chunk.Number), this));
            lock (_end)
            {
                _ended = true;
            }

            _end.Dispose();
        }
    }
}
