using System.ComponentModel;

namespace Cartwright.Platform.Http;

/// <summary>A value of a query that is read by a standard.</summary>
internal interface IQueryValue<TSelf> where TSelf : struct, IQueryValue<TSelf>
{
    /// <summary>Reads a value.</summary>
    static abstract bool TryParse(string? text, IFormatProvider? provider, out TSelf value);
}

/// <summary>By this <see cref="UnreadableParameters"/> recognises a value that cannot be read.</summary>
internal sealed class QueryValueConverter<TValue> : TypeConverter where TValue : struct, IQueryValue<TValue>
{
    public override bool IsValid(ITypeDescriptorContext? context, object? value) => TValue.TryParse(value as string, null, out _);
}
