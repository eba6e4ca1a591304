using System.Data.Common;
using System.Globalization;
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
    readonly Plan plan;

    public PreparedInsert(LimsDb db)
    {
        var sql = db.Database.GetService<ISqlGenerationHelper>();
        plan = db.Model.FindEntityType(typeof(T))!.GetOrAddRuntimeAnnotationValue("Lims:PreparedInsert", known => new Plan(known.Entity, known.Sql), (Entity: db.Model.FindEntityType(typeof(T))!, Sql: sql));
        command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (db.Database.CurrentTransaction ?? throw new InvalidOperationException("Open a transaction first.")).GetDbTransaction();
#pragma warning disable CA2100 // Names come from the model, values are parameters.
        command.CommandText = plan.Text;
#pragma warning restore CA2100
        foreach (var column in plan.Columns) command.Parameters.Add(column.Mapping.CreateParameter(command, column.Parameter, null, nullable: true));
        command.Prepare();
    }

    /// <summary>Writes a row; its new key. Not asynchronous: the file is local, and every wait would cost more than the row.</summary>
    public int Write(T row)
    {
        for (var i = 0; i < plan.Columns.Length; i++)
        {
            var value = plan.Columns[i].Getter.GetClrValue(row);
            command.Parameters[i].Value = value is null ? DBNull.Value : plan.Columns[i].Convert is { } convert ? convert(value) : value;
        }
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose() => command.Dispose();

    /// <summary>What of the command comes from the model: found once.</summary>
    sealed class Plan
    {
        public Plan(IEntityType entity, ISqlGenerationHelper sql)
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var properties = entity.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.OnAdd).ToList();
            Columns = [.. properties.Select((p, i) => new Column($"p{i}", p.GetRelationalTypeMapping(), p.GetGetter(), p.GetRelationalTypeMapping().Converter?.ConvertToProvider))];
            Text = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", properties.Select(Name))}) "
                + $"VALUES ({string.Join(", ", Columns.Select(c => sql.GenerateParameterName(c.Parameter)))}) RETURNING {Name(entity.FindPrimaryKey()!.Properties[0])}";

            string Name(IProperty property) => sql.DelimitIdentifier(property.GetColumnName(table)!);
        }

        public Column[] Columns { get; }
        public string Text { get; }
    }

    readonly record struct Column(string Parameter, RelationalTypeMapping Mapping, IClrPropertyGetter Getter, Func<object?, object?>? Convert);
}
