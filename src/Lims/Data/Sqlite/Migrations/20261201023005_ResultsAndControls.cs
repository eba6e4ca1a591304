using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ResultsAndControls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RetractReason",
                table: "Samples",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Retracted",
                table: "Samples",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RetractedBy",
                table: "Samples",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Analyser",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CorrectedBy",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndReason",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Ended",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedBy",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "IntervalHigh",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IntervalId",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "IntervalLow",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IntervalSet",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MeasuredAt",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Run",
                table: "AssayResults",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ControlLots",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Analyser = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Analyte = table.Column<string>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    Mean = table.Column<decimal>(type: "TEXT", nullable: false),
                    Sd = table.Column<decimal>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ControlLots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ControlRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Analyser = table.Column<string>(type: "TEXT", nullable: false),
                    Run = table.Column<string>(type: "TEXT", nullable: false),
                    Analyte = table.Column<string>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false),
                    Released = table.Column<string>(type: "TEXT", nullable: true),
                    ReleasedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ReleaseReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ControlRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ControlResults",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    LotId = table.Column<int>(type: "INTEGER", nullable: false),
                    Run = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", nullable: false),
                    Comparator = table.Column<string>(type: "TEXT", nullable: false),
                    MeasuredAt = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ControlResults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ControlResults_ControlLots_LotId",
                        column: x => x.LotId,
                        principalTable: "ControlLots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssayResults_Analyser_Run",
                table: "AssayResults",
                columns: new[] { "Analyser", "Run" });

            migrationBuilder.CreateIndex(
                name: "IX_ControlLots_Code_Analyser_Analyte_Method",
                table: "ControlLots",
                columns: new[] { "Code", "Analyser", "Analyte", "Method" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ControlLots_PublicId",
                table: "ControlLots",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ControlResults_Code",
                table: "ControlResults",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ControlResults_LotId",
                table: "ControlResults",
                column: "LotId");

            migrationBuilder.CreateIndex(
                name: "IX_ControlRuns_Key",
                table: "ControlRuns",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ControlRuns_PublicId",
                table: "ControlRuns",
                column: "PublicId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ControlResults");

            migrationBuilder.DropTable(
                name: "ControlRuns");

            migrationBuilder.DropTable(
                name: "ControlLots");

            migrationBuilder.DropIndex(
                name: "IX_AssayResults_Analyser_Run",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "RetractReason",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "Retracted",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "RetractedBy",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "Analyser",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "CorrectedBy",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "EndReason",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "Ended",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "EndedBy",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "IntervalHigh",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "IntervalId",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "IntervalLow",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "IntervalSet",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "MeasuredAt",
                table: "AssayResults");

            migrationBuilder.DropColumn(
                name: "Run",
                table: "AssayResults");
        }
    }
}
