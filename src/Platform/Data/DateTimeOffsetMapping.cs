using System.Data;
using Dapper;

namespace Cartwright.Platform.Data;

/// <summary>Reads and writes <c>timestamptz</c> as <see cref="DateTimeOffset"/> in UTC, which Dapper cannot do.</summary>
internal sealed class DateTimeOffsetMapping : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override DateTimeOffset Parse(object value) => value switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time,
        _ => throw new DataException($"A {value.GetType().Name} is not a time."),
    };

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
}
