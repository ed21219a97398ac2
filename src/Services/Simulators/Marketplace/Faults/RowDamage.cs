namespace Cartwright.Simulators;

/// <summary>What can be wrong with a row. All of it is JSON.</summary>
internal enum RowDamage
{
    /// <summary>The id is a text.</summary>
    IdIsText,

    /// <summary>The id is null.</summary>
    IdIsNull,

    /// <summary>There is no id.</summary>
    IdIsMissing,

    /// <summary>The date is none.</summary>
    DateIsBad,

    /// <summary>The date is a number.</summary>
    DateIsNumber,

    /// <summary>The amount is a text.</summary>
    AmountIsText,

    /// <summary>The amount is below zero.</summary>
    AmountIsNegative,

    /// <summary>There is no amount.</summary>
    AmountIsMissing,

    /// <summary>The label is null.</summary>
    LabelIsNull,

    /// <summary>The label has a thousand characters.</summary>
    LabelIsTooLong,

    /// <summary>There is no label.</summary>
    LabelIsMissing,

    /// <summary>The row is null.</summary>
    RowIsNull,
}
