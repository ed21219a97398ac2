using Cartwright.Platform.Clients;

namespace Cartwright.Imports;

/// <summary>
/// The body of a response while it arrives. It limits the time without progress and the size, and it remembers how it failed, so that its failures differ
/// from those of its reader.
/// </summary>
/// <param name="inner">The body as it arrives.</param>
/// <param name="bytesMax">The largest it may be.</param>
/// <param name="idleTimeout">The longest time without progress.</param>
/// <param name="cancellationToken">Ends the call.</param>
internal sealed class MarketplaceBody(Stream inner, long bytesMax, TimeSpan idleTimeout, CancellationToken cancellationToken) : Stream
{
    readonly CancellationTokenSource _idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    long _length;

    /// <summary>Why it could not be read to its end; null when it could, as far as it was read.</summary>
    public Exception? Failure { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Only the time of the marketplace counts, not the time of the reader between two reads.
        _idle.CancelAfter(idleTimeout);
        using var also = cancellationToken.UnsafeRegister(static idle => ((CancellationTokenSource)idle!).Cancel(), _idle);
        try
        {
            var length = await inner.ReadAsync(buffer, _idle.Token);
            _idle.CancelAfter(Timeout.InfiniteTimeSpan);
            _length += length;
            return _length <= bytesMax ? length : throw Fail(new MarketplaceRefusedException($"Its answer is larger than {bytesMax} bytes."));
        }
        catch (OperationCanceledException) when (!IsCancelled(cancellationToken))
        {
            throw Fail(new TransientFailureException($"Its answer stood still for {idleTimeout.TotalSeconds:0.#} s.") { IsTimeout = true });
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw Fail(new TransientFailureException("Its answer broke off.", cause: error));
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _idle.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    bool IsCancelled(CancellationToken read) => read.IsCancellationRequested || cancellationToken.IsCancellationRequested;

    Exception Fail(Exception failure) => Failure = failure;
}
