using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Cases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ConclusionReadings_Turn",
                table: "ConclusionReadings");

            migrationBuilder.AddColumn<string>(
                name: "Classifications",
                table: "Conclusions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FileNameKey",
                table: "VcfIntakes",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"FileName\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Subjects",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"Code\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "EnrolmentKey",
                table: "Subjects",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"Enrolment\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "StorageUnits",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"Code\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "StorageUnits",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"Name\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Samples",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"Code\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "VcfNameKey",
                table: "Samples",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"VcfName\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "CodeKey",
                table: "Families",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "upper(\"Code\")",
                stored: false);

            migrationBuilder.CreateTable(
                name: "CriticalNotices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Row = table.Column<string>(type: "TEXT", nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    English = table.Column<string>(type: "TEXT", nullable: false),
                    Chinese = table.Column<string>(type: "TEXT", nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    Opened = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CriticalNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CriticalNotices_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CriticalNotices_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportHeads",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Hospital = table.Column<string>(type: "TEXT", nullable: false),
                    HospitalZh = table.Column<string>(type: "TEXT", nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: false),
                    DepartmentZh = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    AddressZh = table.Column<string>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportHeads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReportKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    KeyId = table.Column<string>(type: "TEXT", nullable: false),
                    PublicKey = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Signature = table.Column<string>(type: "TEXT", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Remark = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Issued = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reports_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reports_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VariantClassifications",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Gene = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Build = table.Column<string>(type: "TEXT", nullable: false),
                    Chrom = table.Column<string>(type: "TEXT", nullable: false),
                    Pos = table.Column<int>(type: "INTEGER", nullable: false),
                    Ref = table.Column<string>(type: "TEXT", nullable: false),
                    Alt = table.Column<string>(type: "TEXT", nullable: false),
                    AsRules = table.Column<bool>(type: "INTEGER", nullable: false),
                    Class = table.Column<string>(type: "TEXT", nullable: false),
                    Criteria = table.Column<string>(type: "TEXT", nullable: false),
                    Points = table.Column<int>(type: "INTEGER", nullable: true),
                    Judged = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: true),
                    RulesClass = table.Column<string>(type: "TEXT", nullable: true),
                    RulesCriteria = table.Column<string>(type: "TEXT", nullable: true),
                    RulesId = table.Column<string>(type: "TEXT", nullable: false),
                    RulesVersion = table.Column<string>(type: "TEXT", nullable: false),
                    RulesSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    PanelId = table.Column<string>(type: "TEXT", nullable: false),
                    PanelVersion = table.Column<string>(type: "TEXT", nullable: false),
                    SoftwareVersion = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VariantClassifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NoticeEnds",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    NoticeId = table.Column<int>(type: "INTEGER", nullable: false),
                    Way = table.Column<string>(type: "TEXT", nullable: false),
                    Told = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Recorded = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeEnds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeEnds_CriticalNotices_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "CriticalNotices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportPrints",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReportId = table.Column<int>(type: "INTEGER", nullable: false),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    WithName = table.Column<bool>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportPrints", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportPrints_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReportWithdrawals",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReportId = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportWithdrawals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportWithdrawals_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClassificationDecisions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClassificationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClassificationDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClassificationDecisions_VariantClassifications_ClassificationId",
                        column: x => x.ClassificationId,
                        principalTable: "VariantClassifications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_VcfIntakes_FileNameKey",
                table: "VcfIntakes",
                column: "FileNameKey");

            migrationBuilder.CreateIndex(
                name: "IX_VcfIntakes_State",
                table: "VcfIntakes",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_CodeKey",
                table: "Subjects",
                column: "CodeKey");

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_EnrolmentKey",
                table: "Subjects",
                column: "EnrolmentKey");

            migrationBuilder.CreateIndex(
                name: "IX_StorageUnits_CodeKey",
                table: "StorageUnits",
                column: "CodeKey");

            migrationBuilder.CreateIndex(
                name: "IX_StorageUnits_NameKey",
                table: "StorageUnits",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_CodeKey",
                table: "Samples",
                column: "CodeKey");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_Received",
                table: "Samples",
                column: "Received");

            migrationBuilder.CreateIndex(
                name: "IX_Samples_VcfNameKey",
                table: "Samples",
                column: "VcfNameKey");

            migrationBuilder.CreateIndex(
                name: "IX_Families_CodeKey",
                table: "Families",
                column: "CodeKey");

            migrationBuilder.CreateIndex(
                name: "IX_ControlRuns_NotReleased",
                table: "ControlRuns",
                column: "Verdict",
                filter: "\"Released\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ConclusionReadings_At",
                table: "ConclusionReadings",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_ClassificationDecisions_ClassificationId",
                table: "ClassificationDecisions",
                column: "ClassificationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CriticalNotices_ConclusionId",
                table: "CriticalNotices",
                column: "ConclusionId");

            migrationBuilder.CreateIndex(
                name: "IX_CriticalNotices_PublicId",
                table: "CriticalNotices",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CriticalNotices_SubjectId",
                table: "CriticalNotices",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeEnds_NoticeId",
                table: "NoticeEnds",
                column: "NoticeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportHeads_Site_Version",
                table: "ReportHeads",
                columns: new[] { "Site", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportKeys_KeyId",
                table: "ReportKeys",
                column: "KeyId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportPrints_ReportId",
                table: "ReportPrints",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportPrints_Sha256",
                table: "ReportPrints",
                column: "Sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportWithdrawals_ReportId",
                table: "ReportWithdrawals",
                column: "ReportId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reports_ConclusionId",
                table: "Reports",
                column: "ConclusionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reports_Issued",
                table: "Reports",
                column: "Issued");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_Number_Version",
                table: "Reports",
                columns: new[] { "Number", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reports_PublicId",
                table: "Reports",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reports_SubjectId_Version",
                table: "Reports",
                columns: new[] { "SubjectId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VariantClassifications_Gene_Name_Version",
                table: "VariantClassifications",
                columns: new[] { "Gene", "Name", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VariantClassifications_PublicId",
                table: "VariantClassifications",
                column: "PublicId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ClassificationDecisions");

            migrationBuilder.DropTable(
                name: "NoticeEnds");

            migrationBuilder.DropTable(
                name: "ReportHeads");

            migrationBuilder.DropTable(
                name: "ReportKeys");

            migrationBuilder.DropTable(
                name: "ReportPrints");

            migrationBuilder.DropTable(
                name: "ReportWithdrawals");

            migrationBuilder.DropTable(
                name: "VariantClassifications");

            migrationBuilder.DropTable(
                name: "CriticalNotices");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropIndex(
                name: "IX_VcfIntakes_FileNameKey",
                table: "VcfIntakes");

            migrationBuilder.DropIndex(
                name: "IX_VcfIntakes_State",
                table: "VcfIntakes");

            migrationBuilder.DropIndex(
                name: "IX_Subjects_CodeKey",
                table: "Subjects");

            migrationBuilder.DropIndex(
                name: "IX_Subjects_EnrolmentKey",
                table: "Subjects");

            migrationBuilder.DropIndex(
                name: "IX_StorageUnits_CodeKey",
                table: "StorageUnits");

            migrationBuilder.DropIndex(
                name: "IX_StorageUnits_NameKey",
                table: "StorageUnits");

            migrationBuilder.DropIndex(
                name: "IX_Samples_CodeKey",
                table: "Samples");

            migrationBuilder.DropIndex(
                name: "IX_Samples_Received",
                table: "Samples");

            migrationBuilder.DropIndex(
                name: "IX_Samples_VcfNameKey",
                table: "Samples");

            migrationBuilder.DropIndex(
                name: "IX_Families_CodeKey",
                table: "Families");

            migrationBuilder.DropIndex(
                name: "IX_ControlRuns_NotReleased",
                table: "ControlRuns");

            migrationBuilder.DropIndex(
                name: "IX_ConclusionReadings_At",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "FileNameKey",
                table: "VcfIntakes");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Subjects");

            migrationBuilder.DropColumn(
                name: "EnrolmentKey",
                table: "Subjects");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "StorageUnits");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "StorageUnits");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "VcfNameKey",
                table: "Samples");

            migrationBuilder.DropColumn(
                name: "CodeKey",
                table: "Families");

            migrationBuilder.DropColumn(
                name: "Classifications",
                table: "Conclusions");

            migrationBuilder.CreateIndex(
                name: "IX_ConclusionReadings_Turn",
                table: "ConclusionReadings",
                column: "Turn");
        }
    }
}
