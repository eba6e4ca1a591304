using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CasesAndWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ConclusionReadings_ConclusionId_Turn",
                table: "ConclusionReadings");

            migrationBuilder.AddColumn<string>(
                name: "Classifications",
                table: "Conclusions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MeaningChinese",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MeaningEnglish",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "ConclusionReadings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "ConclusionReadings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

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
                name: "Consultations",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<string>(type: "TEXT", nullable: false),
                    Urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    UrgencyReason = table.Column<string>(type: "TEXT", nullable: true),
                    ResponseDue = table.Column<string>(type: "TEXT", nullable: false),
                    MeetingDue = table.Column<string>(type: "TEXT", nullable: false),
                    OutcomeDue = table.Column<string>(type: "TEXT", nullable: false),
                    FormVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Recorded = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Responded = table.Column<string>(type: "TEXT", nullable: true),
                    Met = table.Column<string>(type: "TEXT", nullable: true),
                    Participants = table.Column<string>(type: "TEXT", nullable: true),
                    Concluded = table.Column<string>(type: "TEXT", nullable: true),
                    ConcludedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    Ended = table.Column<string>(type: "TEXT", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consultations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Consultations_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "LabRequests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    HoldsSignature = table.Column<bool>(type: "INTEGER", nullable: false),
                    Due = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", nullable: true),
                    Answered = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LabRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LabRequests_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Partners",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Contact = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partners", x => x.Id);
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
                name: "ReviewEvents",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    About = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReviewEvents_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReviewEvents_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReviewItems",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Urgency = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Due = table.Column<long>(type: "INTEGER", nullable: false),
                    Rank = table.Column<long>(type: "INTEGER", nullable: false),
                    Assignee = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSigner = table.Column<string>(type: "TEXT", nullable: false),
                    Holds = table.Column<string>(type: "TEXT", nullable: false),
                    Rules = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReviewItems_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TestRequests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<string>(type: "TEXT", nullable: false),
                    Urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    UrgencyReason = table.Column<string>(type: "TEXT", nullable: true),
                    Due = table.Column<string>(type: "TEXT", nullable: false),
                    FormVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Recorded = table.Column<string>(type: "TEXT", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Answered = table.Column<string>(type: "TEXT", nullable: true),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: true),
                    Cancelled = table.Column<string>(type: "TEXT", nullable: true),
                    CancelledBy = table.Column<string>(type: "TEXT", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TestRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TestRequests_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TestRequests_Subjects_SubjectId",
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
                name: "ConsultationDecisions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ConsultationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Responsible = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsultationDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConsultationDecisions_Consultations_ConsultationId",
                        column: x => x.ConsultationId,
                        principalTable: "Consultations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ConsultationInvites",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConsultationId = table.Column<int>(type: "INTEGER", nullable: false),
                    Department = table.Column<string>(type: "TEXT", nullable: false),
                    RespondedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Responded = table.Column<string>(type: "TEXT", nullable: true),
                    Comes = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsultationInvites", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConsultationInvites_Consultations_ConsultationId",
                        column: x => x.ConsultationId,
                        principalTable: "Consultations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "Referrals",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<int>(type: "INTEGER", nullable: false),
                    OtherSite = table.Column<string>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<string>(type: "TEXT", nullable: false),
                    Urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    UrgencyReason = table.Column<string>(type: "TEXT", nullable: true),
                    ReplyDue = table.Column<string>(type: "TEXT", nullable: false),
                    ShipmentId = table.Column<int>(type: "INTEGER", nullable: true),
                    FormVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConclusionId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Referrals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Referrals_Conclusions_ConclusionId",
                        column: x => x.ConclusionId,
                        principalTable: "Conclusions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Referrals_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Referrals_Shipments_ShipmentId",
                        column: x => x.ShipmentId,
                        principalTable: "Shipments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Referrals_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
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
                name: "RequestedSamples",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<int>(type: "INTEGER", nullable: false),
                    SampleId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestedSamples", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RequestedSamples_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RequestedSamples_TestRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "TestRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RequestedTests",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RequestId = table.Column<int>(type: "INTEGER", nullable: false),
                    Test = table.Column<string>(type: "TEXT", nullable: false),
                    DoneBy = table.Column<string>(type: "TEXT", nullable: false),
                    Samples = table.Column<string>(type: "TEXT", nullable: false),
                    ListVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Due = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestedTests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RequestedTests_TestRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "TestRequests",
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

            migrationBuilder.CreateTable(
                name: "ReferralEvents",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReferralId = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferralEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReferralEvents_Referrals_ReferralId",
                        column: x => x.ReferralId,
                        principalTable: "Referrals",
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
                name: "IX_ConclusionReadings_ConclusionId_Round_Turn",
                table: "ConclusionReadings",
                columns: new[] { "ConclusionId", "Round", "Turn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClassificationDecisions_ClassificationId",
                table: "ClassificationDecisions",
                column: "ClassificationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ConsultationDecisions_ConsultationId",
                table: "ConsultationDecisions",
                column: "ConsultationId");

            migrationBuilder.CreateIndex(
                name: "IX_ConsultationInvites_ConsultationId_Department",
                table: "ConsultationInvites",
                columns: new[] { "ConsultationId", "Department" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ConsultationInvites_PublicId",
                table: "ConsultationInvites",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Consultations_Code",
                table: "Consultations",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Consultations_IsOpen_Urgent_ResponseDue",
                table: "Consultations",
                columns: new[] { "IsOpen", "Urgent", "ResponseDue" },
                descending: new[] { true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Consultations_PublicId",
                table: "Consultations",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Consultations_SubjectId",
                table: "Consultations",
                column: "SubjectId");

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
                name: "IX_LabRequests_PublicId",
                table: "LabRequests",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LabRequests_State_Due",
                table: "LabRequests",
                columns: new[] { "State", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_LabRequests_SubjectId",
                table: "LabRequests",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeEnds_NoticeId",
                table: "NoticeEnds",
                column: "NoticeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Partners_Name",
                table: "Partners",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Partners_PublicId",
                table: "Partners",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReferralEvents_ReferralId",
                table: "ReferralEvents",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_Code",
                table: "Referrals",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_ConclusionId",
                table: "Referrals",
                column: "ConclusionId");

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_IsOpen_Urgent_ReplyDue",
                table: "Referrals",
                columns: new[] { "IsOpen", "Urgent", "ReplyDue" },
                descending: new[] { true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_PartnerId",
                table: "Referrals",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_PublicId",
                table: "Referrals",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_ShipmentId",
                table: "Referrals",
                column: "ShipmentId");

            migrationBuilder.CreateIndex(
                name: "IX_Referrals_SubjectId",
                table: "Referrals",
                column: "SubjectId");

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
                name: "IX_RequestedSamples_RequestId_SampleId",
                table: "RequestedSamples",
                columns: new[] { "RequestId", "SampleId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RequestedSamples_SampleId",
                table: "RequestedSamples",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_RequestedTests_RequestId_Test",
                table: "RequestedTests",
                columns: new[] { "RequestId", "Test" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReviewEvents_ConclusionId_By",
                table: "ReviewEvents",
                columns: new[] { "ConclusionId", "By" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewEvents_SubjectId",
                table: "ReviewEvents",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Assignee_Rank_Site",
                table: "ReviewItems",
                columns: new[] { "Assignee", "Rank", "Site" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Rank_State_Kind_Assignee_Since",
                table: "ReviewItems",
                columns: new[] { "Rank", "State", "Kind", "Assignee", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Site_Rank_State_Kind_Assignee_Since",
                table: "ReviewItems",
                columns: new[] { "Site", "Rank", "State", "Kind", "Assignee", "Since" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_Site_State_Kind",
                table: "ReviewItems",
                columns: new[] { "Site", "State", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewItems_SubjectId",
                table: "ReviewItems",
                column: "SubjectId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TestRequests_Code",
                table: "TestRequests",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TestRequests_ConclusionId",
                table: "TestRequests",
                column: "ConclusionId");

            migrationBuilder.CreateIndex(
                name: "IX_TestRequests_IsOpen_Urgent_Due",
                table: "TestRequests",
                columns: new[] { "IsOpen", "Urgent", "Due" },
                descending: new[] { true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_TestRequests_PublicId",
                table: "TestRequests",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TestRequests_SubjectId_IsOpen",
                table: "TestRequests",
                columns: new[] { "SubjectId", "IsOpen" });

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
                name: "ConsultationDecisions");

            migrationBuilder.DropTable(
                name: "ConsultationInvites");

            migrationBuilder.DropTable(
                name: "LabRequests");

            migrationBuilder.DropTable(
                name: "NoticeEnds");

            migrationBuilder.DropTable(
                name: "ReferralEvents");

            migrationBuilder.DropTable(
                name: "ReportHeads");

            migrationBuilder.DropTable(
                name: "ReportKeys");

            migrationBuilder.DropTable(
                name: "ReportPrints");

            migrationBuilder.DropTable(
                name: "ReportWithdrawals");

            migrationBuilder.DropTable(
                name: "RequestedSamples");

            migrationBuilder.DropTable(
                name: "RequestedTests");

            migrationBuilder.DropTable(
                name: "ReviewEvents");

            migrationBuilder.DropTable(
                name: "ReviewItems");

            migrationBuilder.DropTable(
                name: "VariantClassifications");

            migrationBuilder.DropTable(
                name: "Consultations");

            migrationBuilder.DropTable(
                name: "CriticalNotices");

            migrationBuilder.DropTable(
                name: "Referrals");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropTable(
                name: "TestRequests");

            migrationBuilder.DropTable(
                name: "Partners");

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

            migrationBuilder.DropIndex(
                name: "IX_ConclusionReadings_ConclusionId_Round_Turn",
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

            migrationBuilder.DropColumn(
                name: "MeaningChinese",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "MeaningEnglish",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "ConclusionReadings");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "ConclusionReadings");

            migrationBuilder.CreateIndex(
                name: "IX_ConclusionReadings_ConclusionId_Turn",
                table: "ConclusionReadings",
                columns: new[] { "ConclusionId", "Turn" },
                unique: true);
        }
    }
}
