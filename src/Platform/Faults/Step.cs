namespace Cartwright.Platform.Faults;

/// <summary>The steps of a process between which a crash can have different outcomes.</summary>
public enum Step
{
    /// <summary>A transaction is written and not committed.</summary>
    BeforeCommit,

    /// <summary>A transaction is committed and its events are not relayed.</summary>
    AfterCommit,

    /// <summary>Events were read from the log and not published.</summary>
    BeforePublish,

    /// <summary>Events were published and the broker has not confirmed them.</summary>
    BeforeConfirm,

    /// <summary>The broker confirmed events and the relayed position is not saved.</summary>
    AfterConfirm,

    /// <summary>The relayed position is saved.</summary>
    AfterPublish,

    /// <summary>Events were delivered and not handled.</summary>
    BeforeHandling,

    /// <summary>The effect of delivered events is committed and they are not acknowledged.</summary>
    BeforeAcknowledging,

    /// <summary>Delivered events are acknowledged.</summary>
    AfterAcknowledging,

    /// <summary>A request with an effect is about to be sent to a provider.</summary>
    BeforeProviderCall,

    /// <summary>The provider has answered and its answer is not saved.</summary>
    AfterProviderCall,
}
