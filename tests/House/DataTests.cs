using System.Text.RegularExpressions;
using Xunit;

namespace Thrombophilia.House;

/// <summary>Writing, the sites of a user, and the database each have one place.</summary>
public sealed class DataTests
{
    static IEnumerable<string> Outside(string pattern, params string[] places) =>
        from file in Tree.Files("src", "*.cs").Concat(Tree.Files("src", "*.cshtml"))
        let path = Tree.Relative(file)
        where !places.Any(place => path.StartsWith(place, StringComparison.Ordinal))
        from Match found in Regex.Matches(Tree.Code(file), pattern)
        select $"{path}: {found.Value}";

    [Fact]
    public void Only_Writes_opens_a_transaction() =>
        Assert.Empty(Outside(@"\bBeginTransaction(Async)?\b|\bCreateSavepoint\w*", "src/Lims/Data/Writes.cs",
            // It waits for the lock, for Writes.
            "src/Lims/Data/Sqlite/SqliteLock.cs"));

    // A second database is a second folder beside this one.
    [Fact]
    public void Only_one_folder_knows_the_dialect_of_the_database() =>
        Assert.Empty(
            Outside(
                @"\bMicrosoft\.Data\.Sqlite\b|\bSQLitePCL\b|\bUseSqlite\b|\bSqlite[A-Z]\w+|\bExecuteSql\w*|\bFromSql\w*|\bSqlQuery\w*"
                    + @"|\bCommandText\b|""[^""\n]*\b(SELECT|INSERT INTO|DELETE FROM|PRAGMA|CREATE (TABLE|INDEX))\b",
                "src/Lims/Data/Sqlite/")
            // These hand a call on to the folder.
            .Except(["src/Lims/Data/LimsDb.cs: SqliteStore", "src/Lims/Data/LimsDb.cs: SqliteRows",
                "src/Lims/Data/SharedDatabase.cs: SqliteShared", "src/Lims/Data/StorageFault.cs: SqliteStore"]));

    [Fact]
    public void Only_the_site_filter_asks_which_sites_a_user_has() =>
        Assert.Empty(
        Outside(@"\bActor\.(Sees|Sites)\b|\bIgnoreQueryFilters\b|\bHasQueryFilter\b", "src/Lims/Data/LimsDb.cs",
            "src/Lims/Data/SiteScope.cs"));

    [Fact]
    public void Pages_hold_no_queries() =>
        Assert.Empty(
            from folder in new[] { "src/Portal/Pages", "src/Portal/Ui" }
            from file in Tree.Files(folder, "*.cs").Concat(Tree.Files(folder, "*.cshtml"))
            from Match found in Regex.Matches(Tree.Code(file),
                @"\b(LimsDb|AccountsDb|IQueryable|Microsoft\.EntityFrameworkCore)\b")
            select $"{Tree.Relative(file)}: {found.Value}");

    [Fact]
    public void No_list_is_read_from_the_rows_of_every_site() =>
        // These read what belongs to a row that was found within the user's own sites, the names of the sites, and what
        // is counted over all sites without a name, and whether a report is genuine: see each comment there.
        Assert.Equal(
            [
                "src/Lims/Biobank/Samples/SampleQueries.cs",
                "src/Lims/Biobank/Storage/ExcursionQueries.cs", "src/Lims/Biobank/Storage/StorageQueries.cs",
                "src/Lims/Biobank/Storage/TubeQueries.cs", "src/Lims/Biobank/Transfers/DistributionQueries.cs",
                "src/Lims/Biobank/Transfers/ShipmentQueries.cs", "src/Lims/Clinic/Classifications/ReanalysisQueries.cs",
                "src/Lims/Clinic/Reports/ReportCheckQueries.cs",
                "src/Lims/Clinic/Requests/Referrals/ReferralQueries.cs", "src/Lims/EvidenceQueries.cs",
                "src/Lims/Laboratory/Assays/AssayQueries.cs",
                "src/Lims/Laboratory/Controls/ControlQueries.cs", "src/Lims/OwnRecordQueries.cs", "src/Lims/SubjectFileQueries.cs",
            ],
            Tree.Files("src/Portal", "*.cs").Concat(Tree.Files("src/Lims", "*Queries.cs"))
                .Where(f => Tree.Code(f).Contains("OfEverySite", StringComparison.Ordinal)).Select(Tree.Relative)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void No_folder_of_the_source_is_flat_and_large()
    {
        const int Most = 18;
        Assert.Empty(
            from file in Tree.Files("src", "*.cs")
            group file by Tree.Relative(Path.GetDirectoryName(file)!) into folder
            // The criteria of one guideline stay together.
            where folder.Key != "src/Variants/Acmg" && folder.Count() > Most
            select $"{folder.Key}: {folder.Count()} files");
    }
}
