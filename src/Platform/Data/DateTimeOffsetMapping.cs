using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Data;

/// <summary>Reads and writes <c>timestamptz</c> as <see cref="DateTimeOffset"/> in UTC, which Dapper cannot do. PostgreSQL takes no other offset.</summary>
internal sealed class DateTimeOffsetMapping : SqlMapper.ITypeHandler
{
    public object Parse(Type destinationType, object value) => value switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time,
        _ => throw new DataException($"A {value.GetType().Name} is not a time."),
    };

    public void SetValue(IDbDataParameter parameter, object value)
    {
        ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.TimestampTz;
        parameter.Value = value is DateTimeOffset time ? time.UtcDateTime : DBNull.Value;
    }
}
