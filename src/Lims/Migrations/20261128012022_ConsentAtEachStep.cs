using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Migrations
{
    /// <inheritdoc />
    public partial class ConsentAtEachStep : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RefusalFacts",
                table: "VcfIntakes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Ordered",
                table: "Samples",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OrderedBy",
                table: "Samples",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ColumnBefore",
                table: "ImportedRows",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RowBefore",
                table: "ImportedRows",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "StorageBefore",
                table: "ImportedRows",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ForReport",
                table: "Conclusions",
                type: "INTEGER",
                nullable: false,
                // Issued before anybody was asked: they were for a report.
                defaultValue: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RefusalFacts",
                table: "VcfIntakes");

            migrationBuilder.DropColumn(
                name: "Ordered",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "OrderedBy",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "ColumnBefore",
                table: "ImportedRows");

            migrationBuilder.DropColumn(
                name: "RowBefore",
                table: "ImportedRows");

            migrationBuilder.DropColumn(
                name: "StorageBefore",
                table: "ImportedRows");

            migrationBuilder.DropColumn(
                name: "ForReport",
                table: "Conclusions");
        }
    }
}
