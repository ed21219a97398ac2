using System.Runtime.InteropServices;

namespace Cartwright.Commands;

/// <summary>Ctrl-C and SIGTERM, while a command runs that stops in an order of its own.</summary>
internal sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource _stop;
    readonly CancellationTokenSource _hurry = new();
    readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    /// <summary>Listens from now on.</summary>
    public StopSignals(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, On), PosixSignalRegistration.Create(PosixSignal.SIGTERM, On)];
    }

    /// <summary>Cancelled by the first of them.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second: who asks twice does not want to wait.</summary>
    public CancellationToken Hurry => _hurry.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _hurry.Dispose();
    }

    void On(PosixSignalContext signal)
    {
        signal.Cancel = true;
        (_stop.IsCancellationRequested ? _hurry : _stop).Cancel();
    }
}
