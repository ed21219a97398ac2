using System.Runtime.InteropServices;

namespace Cartwright.Commands;

/// <summary>Handles Ctrl-C and SIGTERM for a command that stops its parts in order.</summary>
internal sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource _stop;
    readonly CancellationTokenSource _skipDrain = new();
    readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    /// <summary>Starts to handle the signals.</summary>
    public StopSignals(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, On), PosixSignalRegistration.Create(PosixSignal.SIGTERM, On)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken SkipDrain => _skipDrain.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _skipDrain.Dispose();
    }

    void On(PosixSignalContext signal)
    {
        signal.Cancel = true;
        (_stop.IsCancellationRequested ? _skipDrain : _stop).Cancel();
    }
}
