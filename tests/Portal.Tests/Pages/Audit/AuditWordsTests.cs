using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Thrombophilia.Given;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Pages.Audit;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Audit;

public sealed class AuditWordsTests
{
    static readonly string[] Internal = ["Id", "PublicId", "Revision"];

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_table_and_column_of_the_audit_trail_has_its_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var folder = new TempFolder();
        using var db = LimsDb.Open(folder.Path);
        var tables = Audited(db).ToList();
        Assert.NotEmpty(tables);
        string[] unworded = [
            .. tables.Select(t => t.ClrType.Name).Where(name => AuditWords.Entity(name) == name),
            .. tables.SelectMany(t => t.GetProperties()).Where(c => c.GetComputedColumnSql() is null).Select(c => c.Name).Distinct()
                .Except(Internal).Where(name => AuditWords.Column(name) == name),
        ];
        Assert.True(unworded.Length == 0, string.Join("\n", unworded));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_coded_value_of_the_audit_trail_has_its_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var folder = new TempFolder();
        using var db = LimsDb.Open(folder.Path);
        var coded = from table in Audited(db)
                    from column in table.GetProperties()
                    where column.ClrType.IsEnum
                    from code in Enum.GetNames(column.ClrType)
                    where code is not "None" || !column.ClrType.IsDefined(typeof(FlagsAttribute), false)
                    where AuditWords.Value(table.ClrType.Name, column.Name, code) == code
                    select $"{table.ClrType.Name}.{column.Name} {code}";
        Assert.True(!coded.Any(), string.Join("\n", coded));
    }

    static IEnumerable<IEntityType> Audited(LimsDb db) =>
        db.Model.GetEntityTypes().Where(table => table.FindAnnotation("Lims:NotAudited") is null);

    [Theory]
    [InlineData("en", "Subject", "Scopes", "Diagnosis, Storage", "tests for the person's own care, keeping the rest of the sample")]
    [InlineData("zh-CN", "Subject", "Sex", "F", "女")]
    [InlineData("zh-CN", "FamilyMember", "Deceased", "True", "是")]
    [InlineData("en", "AnalyserMapping", "Content", "{\"Separator\":\"Comma\",\"LinesBefore\":2}",
        "separator: comma, lines before the header: 2")]
    [InlineData("en", "Sample", "Arrival", "{not a record}", "{not a record}")]
    public void A_value_is_said_as_people_read_it(string language, string entity, string column, string value, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(said, AuditWords.Value(entity, column, value));
    }
}
