namespace Cartwright.Faults.Machines;

/// <summary>What can befall the link of a machine, and the machine.</summary>
public enum LinkFault
{
    /// <summary>Nothing arrives, in either direction; no connection ends.</summary>
    Cut,

    /// <summary>The link is slow and drops packets.</summary>
    Slow,

    /// <summary>The link is cut, its processes die, and later both come back.</summary>
    PowerLoss,
}
