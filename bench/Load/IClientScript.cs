namespace Cartwright.Bench;

/// <summary>What one client does: which request comes next, and what to make of the answer. Used by one client at a time.</summary>
internal interface IClientScript
{
    /// <summary>The next request as bytes on the wire; valid until the next call.</summary>
    ReadOnlyMemory<byte> NextRequest();

    /// <summary>Takes the answer to the last request. False when it is not the one hoped for.</summary>
    /// <param name="response">What came back.</param>
    /// <param name="sent">When the request was sent, or should have been in an open loop (<c>Stopwatch</c> timestamp).</param>
    bool Accept(in Response response, long sent);
}
