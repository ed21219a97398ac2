namespace Cartwright.Imports;

/// <summary>The running imports at a moment.</summary>
/// <param name="Running">Imports under way.</param>
/// <param name="OpenChunks">Their chunks that are not done.</param>
/// <param name="Stuck">Imports without progress for too long.</param>
internal sealed record ImportState(int Running, int OpenChunks, int Stuck);
