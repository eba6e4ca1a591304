using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TimesAsInstants : Migration
    {
        // The columns in which a whole day may stand; all others hold instants, whose text stays as it is.
        static readonly (string Table, string Column)[] Days =
        [
            ("Samples", "Ordered"), ("Samples", "Collected"), ("Samples", "Received"), ("AssayResults", "Drawn"),
            ("Consents", "SignedAt"),
        ];

        /// <summary>A day was stored with the site's offset; now its first instant in UTC stands before that.</summary>
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, column) in Days)
                migrationBuilder.Sql(
                    $"""
                    UPDATE "{table}" SET "{column}" =
                        strftime('%Y-%m-%dT%H:%M:%S', substr("{column}", 1, 10) || 'T00:00:00' || substr("{column}", 11))
                        || '.0000000Z/' || substr("{column}", 11)
                    WHERE "{column}" NOT LIKE '%Z%'
                    """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, column) in Days)
                migrationBuilder.Sql(
                    $"""
                    UPDATE "{table}" SET "{column}" =
                        strftime('%Y-%m-%d', substr("{column}", 1, 19), substr("{column}", 30)) || substr("{column}", 30)
                    WHERE "{column}" LIKE '%Z/%'
                    """);
        }
    }
}
