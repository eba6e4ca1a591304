using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Subjects",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Group = table.Column<string>(type: "TEXT", nullable: false),
                    Sex = table.Column<string>(type: "TEXT", nullable: false),
                    BirthYear = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subjects", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VcfIntakes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    PanelId = table.Column<string>(type: "TEXT", nullable: false),
                    PanelVersion = table.Column<string>(type: "TEXT", nullable: false),
                    BedHash = table.Column<string>(type: "TEXT", nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Build = table.Column<string>(type: "TEXT", nullable: true),
                    ReadWhole = table.Column<bool>(type: "INTEGER", nullable: true),
                    Warnings = table.Column<string>(type: "TEXT", nullable: false),
                    RefusalCode = table.Column<string>(type: "TEXT", nullable: true),
                    RefusalPlace = table.Column<string>(type: "TEXT", nullable: true),
                    RefusalText = table.Column<string>(type: "TEXT", nullable: true),
                    SoftwareVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Received = table.Column<string>(type: "TEXT", nullable: false),
                    Finished = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VcfIntakes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Conclusions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    SupersedesId = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Headline = table.Column<string>(type: "TEXT", nullable: false),
                    Statements = table.Column<string>(type: "TEXT", nullable: false),
                    ContentSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    PanelId = table.Column<string>(type: "TEXT", nullable: false),
                    PanelVersion = table.Column<string>(type: "TEXT", nullable: false),
                    RulesId = table.Column<string>(type: "TEXT", nullable: false),
                    RulesVersion = table.Column<string>(type: "TEXT", nullable: false),
                    RulesSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Build = table.Column<string>(type: "TEXT", nullable: false),
                    VcfSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    AssayIds = table.Column<string>(type: "TEXT", nullable: false),
                    SoftwareVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Issued = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Conclusions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Conclusions_Conclusions_SupersedesId",
                        column: x => x.SupersedesId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Conclusions_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Samples",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    VcfName = table.Column<string>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: true),
                    Collected = table.Column<string>(type: "TEXT", nullable: true),
                    Received = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Samples", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Samples_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RegistryEntries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Group = table.Column<string>(type: "TEXT", nullable: false),
                    FormId = table.Column<string>(type: "TEXT", nullable: false),
                    FormVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Codes = table.Column<string>(type: "TEXT", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Written = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegistryEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RegistryEntries_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RegistryEntries_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AssayResults",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    SampleId = table.Column<int>(type: "INTEGER", nullable: false),
                    Analyte = table.Column<string>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Drawn = table.Column<string>(type: "TEXT", nullable: true),
                    States = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssayResults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssayResults_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Findings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IntakeId = table.Column<int>(type: "INTEGER", nullable: false),
                    SampleId = table.Column<int>(type: "INTEGER", nullable: false),
                    Build = table.Column<string>(type: "TEXT", nullable: false),
                    Gene = table.Column<string>(type: "TEXT", nullable: false),
                    Transcript = table.Column<string>(type: "TEXT", nullable: true),
                    HotSpot = table.Column<string>(type: "TEXT", nullable: true),
                    Chrom = table.Column<string>(type: "TEXT", nullable: false),
                    Pos = table.Column<int>(type: "INTEGER", nullable: false),
                    Ref = table.Column<string>(type: "TEXT", nullable: false),
                    Alt = table.Column<string>(type: "TEXT", nullable: false),
                    Rsid = table.Column<string>(type: "TEXT", nullable: true),
                    HgvsC = table.Column<string>(type: "TEXT", nullable: true),
                    HgvsP = table.Column<string>(type: "TEXT", nullable: true),
                    Consequence = table.Column<string>(type: "TEXT", nullable: true),
                    Genotype = table.Column<string>(type: "TEXT", nullable: true),
                    Copies = table.Column<int>(type: "INTEGER", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Depth = table.Column<int>(type: "INTEGER", nullable: true),
                    GenotypeQuality = table.Column<double>(type: "REAL", nullable: true),
                    AlleleBalance = table.Column<double>(type: "REAL", nullable: true),
                    Filter = table.Column<string>(type: "TEXT", nullable: true),
                    Class = table.Column<string>(type: "TEXT", nullable: true),
                    Criteria = table.Column<string>(type: "TEXT", nullable: true),
                    Notes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Findings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Findings_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Findings_VcfIntakes_IntakeId",
                        column: x => x.IntakeId,
                        principalTable: "VcfIntakes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IntakeSamples",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    IntakeId = table.Column<int>(type: "INTEGER", nullable: false),
                    VcfName = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    SampleId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakeSamples", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IntakeSamples_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IntakeSamples_VcfIntakes_IntakeId",
                        column: x => x.IntakeId,
                        principalTable: "VcfIntakes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssayResults_Code",
                table: "AssayResults",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AssayResults_SampleId",
                table: "AssayResults",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_Conclusions_PublicId",
                table: "Conclusions",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Conclusions_SubjectId_Version",
                table: "Conclusions",
                columns: new[] { "SubjectId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Conclusions_SupersedesId",
                table: "Conclusions",
                column: "SupersedesId");

            migrationBuilder.CreateIndex(
                name: "IX_Findings_IntakeId",
                table: "Findings",
                column: "IntakeId");

            migrationBuilder.CreateIndex(
                name: "IX_Findings_SampleId_IntakeId",
                table: "Findings",
                columns: new[] { "SampleId", "IntakeId" });

            migrationBuilder.CreateIndex(
                name: "IX_IntakeSamples_IntakeId_VcfName",
                table: "IntakeSamples",
                columns: new[] { "IntakeId", "VcfName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IntakeSamples_SampleId",
                table: "IntakeSamples",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_IntakeSamples_State_VcfName",
                table: "IntakeSamples",
                columns: new[] { "State", "VcfName" });

            migrationBuilder.CreateIndex(
                name: "IX_RegistryEntries_ConclusionId",
                table: "RegistryEntries",
                column: "ConclusionId");

            migrationBuilder.CreateIndex(
                name: "IX_RegistryEntries_SubjectId_Version",
                table: "RegistryEntries",
                columns: new[] { "SubjectId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Samples_Code",
                table: "Samples",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Samples_PublicId",
                table: "Samples",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Samples_SubjectId",
                table: "Samples",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_VcfName",
                table: "Samples",
                column: "VcfName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_Code",
                table: "Subjects",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_PublicId",
                table: "Subjects",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VcfIntakes_PublicId",
                table: "VcfIntakes",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VcfIntakes_Sha256_PanelId_PanelVersion_BedHash_Options",
                table: "VcfIntakes",
                columns: new[] { "Sha256", "PanelId", "PanelVersion", "BedHash", "Options" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AssayResults");

            migrationBuilder.DropTable(
                name: "Findings");

            migrationBuilder.DropTable(
                name: "IntakeSamples");

            migrationBuilder.DropTable(
                name: "RegistryEntries");

            migrationBuilder.DropTable(
                name: "Samples");

            migrationBuilder.DropTable(
                name: "VcfIntakes");

            migrationBuilder.DropTable(
                name: "Conclusions");

            migrationBuilder.DropTable(
                name: "Subjects");
        }
    }
}
