using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
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

            migrationBuilder.CreateTable(
                name: "ConclusionReadings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Turn = table.Column<int>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConclusionReadings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConclusionReadings_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ConclusionReadings_ConclusionId_Turn",
                table: "ConclusionReadings",
                columns: new[] { "ConclusionId", "Turn" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConclusionReadings");

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
