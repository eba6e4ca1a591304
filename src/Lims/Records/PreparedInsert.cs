using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Thrombophilia.Lims.Records;

/// <summary>
/// Writes many rows of one entity by a single prepared command in the current transaction: no change tracking.
/// Table, columns and conversions come from the model, so nothing is said twice and no database is preferred.
/// </summary>
sealed class PreparedInsert<T> : IDisposable where T : class
{
    readonly DbCommand command;
    readonly List<(IProperty Property, DbParameter Parameter, Func<object?, object?> Convert)> columns = [];

    public PreparedInsert(LimsDb db)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var sql = db.Database.GetService<ISqlGenerationHelper>();
        command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (db.Database.CurrentTransaction ?? throw new InvalidOperationException("Open a transaction first.")).GetDbTransaction();
        var names = new List<string>();
        foreach (var property in entity.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.OnAdd))
        {
            var mapping = property.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(command, $"p{columns.Count}", null, nullable: true);
            command.Parameters.Add(parameter);
            names.Add(sql.DelimitIdentifier(property.GetColumnName(table)!));
            columns.Add((property, parameter, mapping.Converter is { } converter ? converter.ConvertToProvider : value => value));
        }
#pragma warning disable CA2100 // Names come from the model, values are parameters.
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", names)}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, i) => sql.GenerateParameterName($"p{i}")))})";
#pragma warning restore CA2100
        command.Prepare();
    }

    public Task WriteAsync(T row, CancellationToken stop)
    {
        foreach (var (property, parameter, convert) in columns)
            parameter.Value = property.GetGetter().GetClrValue(row) is { } value ? convert(value) : DBNull.Value;
        return command.ExecuteNonQueryAsync(stop);
    }

    public void Dispose() => command.Dispose();
}
